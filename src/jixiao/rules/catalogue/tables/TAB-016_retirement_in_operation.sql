-- id:           TAB-016
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#40, practice
-- title.zh:     离退休费没有对应的功能科目
-- title.en:     Retirement pay without a function of its own
-- message.zh:   基本支出中离退休费共{pay_yuan}，功能分类却没有行政事业单位离退休科目（2080501、2080502），请说明列在何处。
-- message.en:   Basic expenditure holds {pay_yuan} of retirement pay, while no function of retirement (2080501, 2080502) is printed; where does it stand?
-- remedy.zh:    请核对离退休费所列功能科目。
-- remedy.en:    Check under which function it is shown.
-- not_covered.zh: 没有印出项级功能科目的文件
-- not_covered.en: documents that print no functional items
WITH pay AS (
    SELECT document_id, SUM(amount_yuan) AS pay_yuan, MIN(source) AS source
    FROM budget_amounts
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND column_role = 'total'
      AND (code IN ('30301', '30302') OR (code IS NULL AND name IN ('离休费', '退休费')))
    GROUP BY document_id
), function AS (
    SELECT document_id, BOOL_OR(code IN ('2080501', '2080502', '2080503')) AS has_retirement
    FROM budget_lines
    WHERE kind IN ('T03_expenditure', 'T05_general', 'FA03_expenditure', 'FA05_general') AND code_length = 7
    GROUP BY document_id
)
SELECT pay.document_id, pay.pay_yuan, pay.source AS pay_source, pay.source
FROM pay
JOIN function ON function.document_id = pay.document_id
WHERE pay.pay_yuan > 0 AND NOT function.has_retirement
ORDER BY pay.document_id
