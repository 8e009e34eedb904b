-- id:           NAR-032
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     收入与支出的增减额不一致
-- title.en:     Income and expenditure change by different amounts
-- message.zh:   “{first_text}”与“{second_text}”本年数相同、比较的年度也相同，增减额却分别为{first_yuan}和{second_yuan}，相差{difference_yuan}，请核对。
-- message.en:   “{first_text}” and “{second_text}” are equal this year and compare with the same year, yet they change by {first_yuan} and {second_yuan}.
-- remedy.zh:    请按上年同口径数重新计算两处的增减额；上年收支不等的，说明原因。
-- remedy.en:    Compute both changes again from the figures of the year before; say why if they were not equal then.
-- not_covered.zh: 比较口径不同（预算与执行数）的；没有写出增减额的；另有政府性基金、国有资本经营预算增减的
-- not_covered.en: comparisons with different figures (budget, accounts); changes without an amount; changes of funds and state capital
WITH pair AS (  -- figures that are equal by the form of a budget, this year and the year before
    SELECT 1 AS pair_no, 'total_income' AS one, 'total_expenditure' AS other
    UNION ALL SELECT 2, 'fiscal_income', 'fiscal_expenditure'
    UNION ALL SELECT 3, 'fiscal_expenditure', 'general'
), change AS (  -- with sign; unchanged is a change of nothing
    SELECT comparisons.document_id, comparison_id, metric, base_year, base_measure, amount_yuan, COALESCE(amount_step, 0) AS step, comparisons.text,
           comparisons.source,
           CASE direction WHEN 'increase' THEN delta_yuan WHEN 'decrease' THEN -delta_yuan WHEN 'same' THEN 0 END AS signed_yuan,
           CASE direction WHEN 'same' THEN 0 ELSE COALESCE(delta_step, 0) END AS delta_step
    FROM comparisons
    JOIN documents ON documents.document_id = comparisons.document_id
    WHERE comparisons.kind = 'change' AND NOT within_reason AND comparisons.year = documents.fiscal_year AND base_year IS NOT NULL AND amount_yuan IS NOT NULL
      AND NOT (metric = 'general' AND side IS NOT DISTINCT FROM 'income')
), other_funds AS (  -- where funds changed, the general budget may change by another amount than the whole
    SELECT document_id, COUNT(CASE WHEN signed_yuan IS NULL OR signed_yuan <> 0 OR amount_yuan <> 0 THEN 1 END) AS moved
    FROM change
    WHERE metric IN ('fund', 'state_capital')
    GROUP BY document_id
), compared AS (
    SELECT one.document_id, pair.pair_no, other.comparison_id, one.text AS first_text, one.source AS first_source, other.text AS second_text,
           other.source, ABS(one.signed_yuan - other.signed_yuan) AS difference_yuan, one.signed_yuan AS first_yuan, other.signed_yuan AS second_yuan,
           ROW_NUMBER() OVER (PARTITION BY one.document_id ORDER BY pair.pair_no, one.comparison_id, other.comparison_id) AS place
    FROM pair
    JOIN change AS one ON one.metric = pair.one
    JOIN change AS other ON other.metric = pair.other AND other.document_id = one.document_id AND other.base_year = one.base_year
        AND other.base_measure IS NOT DISTINCT FROM one.base_measure
        AND 2 * ABS(other.amount_yuan - one.amount_yuan) <= other.step + one.step
    LEFT JOIN other_funds ON other_funds.document_id = one.document_id
    WHERE 2 * ABS(one.signed_yuan - other.signed_yuan) > one.delta_step + other.delta_step
      AND (pair.pair_no < 3 OR COALESCE(other_funds.moved, 0) = 0)
)
SELECT document_id, first_text, first_yuan, second_text, second_yuan, difference_yuan, first_source AS first_text_source, first_source AS first_yuan_source,
       source AS second_text_source, source AS second_yuan_source, source
FROM compared
WHERE place = 1
ORDER BY document_id
