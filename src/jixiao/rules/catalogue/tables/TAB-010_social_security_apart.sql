-- id:           TAB-010
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#40, practice
-- yields_to:    TAB-001, TAB-002
-- title.zh:     社会保障和住房缴费的两种分类不符
-- title.en:     A contribution differs between functional and economic classification
-- message.zh:   基本支出中功能科目{code}为{functional_yuan}，对应经济科目{economic_code}“{name}”为{economic_yuan}，相差{difference_yuan}。
-- message.en:   In basic expenditure, function {code} is {functional_yuan}, its economic code {economic_code} “{name}” {economic_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对两表；如差额另有安排（如项目支出、退休人员），请说明。
-- remedy.en:    Check both tables; where the difference is paid otherwise, say how.
-- not_covered.zh: 医疗保险（分列多个功能科目）；由项目支出安排的缴费
-- not_covered.en: medical insurance, which several functions share; contributions paid from projects
WITH functional AS (
    SELECT document_id, table_id, code, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM budget_amounts
    WHERE kind IN ('T05_general', 'FA05_general') AND column_role = 'basic' AND row_gap_yuan IS NULL AND code IN ('2080505', '2080506', '2101103', '2210201')
), tied AS (
    SELECT *, CASE code WHEN '2080505' THEN '30108' WHEN '2080506' THEN '30109' WHEN '2101103' THEN '30111' WHEN '2210201' THEN '30113' END AS economic_code
    FROM functional
), economic AS (
    SELECT document_id, code, name, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM budget_amounts
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND column_role = 'total'
)
SELECT tied.document_id, tied.code, tied.amount_yuan AS functional_yuan, tied.source AS functional_source, tied.economic_code,
       economic.name, economic.amount_yuan AS economic_yuan, economic.source AS economic_source,
       ABS(tied.amount_yuan - economic.amount_yuan) AS difference_yuan, economic.source
FROM tied
JOIN economic ON economic.document_id = tied.document_id AND economic.code = tied.economic_code
WHERE 2 * ABS(tied.amount_yuan - economic.amount_yuan) > tied.step + economic.step
ORDER BY tied.document_id, tied.code
