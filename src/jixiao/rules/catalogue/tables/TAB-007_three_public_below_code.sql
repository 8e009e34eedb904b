-- id:           TAB-007
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- yields_to:    TAB-022
-- title.zh:     三公经费与经济科目不符
-- title.en:     A three-public item differs from its economic code
-- message.zh:   三公经费表“{label}”为{item_yuan}，基本支出经济科目{code}为{code_yuan}，相差{difference_yuan}。
-- message.en:   The three-public table prints {item_yuan} for “{label}”, code {code} of basic expenditure {code_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对两表；三公经费大于科目金额时，说明差额由哪些项目支出安排。
-- remedy.en:    Check both tables; where the item is larger than its code, say which projects pay the difference.
-- not_covered.zh: 没有经济科目编码的表（只印名称）；政府性基金安排的三公经费
-- not_covered.en: economic tables that print names only; items paid from government funds
WITH code AS (
    SELECT document_id, code, amount_yuan, amount_step AS step, source
    FROM budget_amounts
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND column_role = 'total'
), has_codes AS (
    SELECT document_id FROM budget_tables WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND has_codes AND NOT is_empty GROUP BY document_id
), item AS (
    SELECT figure.document_id, figure.metric, figure.label, figure.amount_yuan, COALESCE(figure.amount_step, 0) AS step, figure.is_blank, figure.source,
           CASE figure.metric WHEN 'three_public_abroad' THEN '30212' WHEN 'three_public_reception' THEN '30217'
                              WHEN 'three_public_vehicle_running' THEN '30231' WHEN 'three_public_vehicle_purchase' THEN '31013' END AS code
    FROM key_figures AS figure
    JOIN documents ON documents.document_id = figure.document_id
    WHERE figure.kind IN ('T10_three_public', 'T18_three_public_operating', 'FA07_three_public')
      AND figure.measure = CASE WHEN documents.is_final_accounts THEN 'final' ELSE 'budget' END
), compared AS (
    SELECT item.document_id, item.label, item.code, item.amount_yuan AS item_yuan, item.source AS item_source,
           COALESCE(code.amount_yuan, 0) AS code_yuan, code.source AS code_source, item.step + COALESCE(code.step, 0) AS steps,
           item.amount_yuan - COALESCE(code.amount_yuan, 0) AS difference_yuan
    FROM item
    JOIN has_codes ON has_codes.document_id = item.document_id
    LEFT JOIN code ON code.document_id = item.document_id AND code.code = item.code
    WHERE item.code IS NOT NULL
)
SELECT document_id, label, code, item_yuan, item_source, code_yuan, code_source, ABS(difference_yuan) AS difference_yuan,
       CASE WHEN difference_yuan < 0 THEN 'error' ELSE 'info' END AS severity,
       item_source AS source
FROM compared
WHERE 2 * ABS(difference_yuan) > steps
ORDER BY document_id, code
