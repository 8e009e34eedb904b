-- id:           CST-003
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   tolerance = review.cost_tolerance, clear = costs.clear_excess, unit_slip = costs.unit_slip
-- title.zh:     数量乘单位成本超过预算
-- title.en:     Quantity times unit cost above the budget
-- message.zh:   “{quantity_name}”{quantity_text}与“{cost_name}”{cost_text}相乘为{product_yuan}，超过年度预算{budget_yuan}（为预算的{ratio_pct}）。
-- message.en:   “{quantity_name}” {quantity_text} times “{cost_name}” {cost_text} is {product_yuan}, more than the budget of {budget_yuan} ({ratio_pct} of it).
-- remedy.zh:    请核对数量、单位成本与预算；如分年支付或另有资金来源，请填写项目总额和各年安排。
-- remedy.en:    Check quantity, unit cost and budget; where it is paid over several years or by others, print the total of the project and what falls into each year.
-- not_covered.zh: 成本指标中另有不小于乘积的总投资；不能确定对应关系的数量与单位成本；按月、按天的成本（CST-011）；四舍五入以内的差额
-- not_covered.en: whole investments among the costs that cover the product; quantities and costs that are not sure to belong together; costs by the month or day (CST-011); differences within rounding

-- The most money that the form states: of the year, of the whole project, or of one of its sources.
WITH money AS (
    SELECT p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source,
           GREATEST(p.budget_yuan, p.lifetime_yuan, MAX(f.amount_yuan)) AS most_yuan,
           COALESCE((p.attribute_class = 'continuing' OR p.period_years BETWEEN 2 AND 10) AND COALESCE(p.lifetime_yuan, 0) = 0, FALSE) AS is_of_several_years
    FROM projects p
    LEFT JOIN funding_lines f ON f.document_id = p.document_id AND f.project_id = p.project_id
    WHERE p.scope = 'project' AND p.budget_yuan > 0
    GROUP BY p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source, p.lifetime_yuan, p.attribute_class, p.period_years
),
pairs AS (
    SELECT m.document_id, m.project_id, m.project_no, m.budget_yuan, m.budget_step, m.budget_source, m.most_yuan, m.is_of_several_years,
           x.quantity_id, x.cost_id, x.product_yuan, x.product_step, x.is_sure, x.is_only, x.periods, x.quantity_operator, x.cost_operator,
           q.name AS quantity_name, q.text AS quantity_text, q.target_source AS quantity_text_source,
           c.name AS cost_name, c.text AS cost_text, c.target_source AS cost_text_source, LEAST(q.confidence, c.confidence) AS confidence
    FROM money m
    JOIN cost_pairs x ON x.document_id = m.document_id AND x.project_id = m.project_id
    JOIN indicators q ON q.document_id = x.document_id AND q.indicator_id = x.quantity_id
    JOIN indicators c ON c.document_id = x.document_id AND c.indicator_id = x.cost_id
),

-- Where old bills or the last part of a contract are paid, the quantity may be what the whole contract delivers.
instalments AS (
    SELECT DISTINCT document_id, project_id
    FROM texts
    WHERE arrears IS NOT NULL OR tail_payment IS NOT NULL
),

-- A total of the whole investment among the costs.
totals AS (
    SELECT document_id, project_id, MAX(amount_yuan) AS total_yuan
    FROM cost_items
    WHERE is_lifetime
    GROUP BY document_id, project_id
)

SELECT pairs.document_id, pairs.project_id, quantity_name, quantity_text, quantity_text_source, cost_name, cost_text, cost_text_source,
       product_yuan, budget_yuan, budget_source, ROUND(CAST(product_yuan AS DOUBLE) * 100 / budget_yuan, 1) AS ratio_pct,
       CASE
           WHEN product_yuan * 100 <= most_yuan * (100 + $clear) THEN 'info'
           -- A ceiling may be loose, so it contradicts nothing by itself.
           WHEN is_sure AND quantity_operator IN ('=', '≥', '>') AND cost_operator IN ('=', '≥', '>')
                AND NOT is_of_several_years AND instalments.project_id IS NULL AND product_yuan < most_yuan * $unit_slip THEN 'error'
           ELSE 'warning'
       END AS severity, cost_text_source AS source,
       -- A thousand times the budget is another unit of money rather than another cost, and the slip may be ours.
       CASE WHEN product_yuan >= most_yuan * $unit_slip THEN 0.5 ELSE confidence END AS confidence
FROM pairs
LEFT JOIN instalments ON instalments.document_id = pairs.document_id AND instalments.project_id = pairs.project_id
LEFT JOIN totals ON totals.document_id = pairs.document_id AND totals.project_id = pairs.project_id
WHERE COALESCE(totals.total_yuan, 0) < product_yuan AND periods = 1 AND (product_yuan - most_yuan) * 100 > most_yuan * $tolerance
      AND 2 * (product_yuan - most_yuan) > product_step + COALESCE(budget_step, 0)
ORDER BY pairs.document_id, project_no, cost_id
