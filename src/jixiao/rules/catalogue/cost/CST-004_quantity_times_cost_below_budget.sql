-- id:           CST-004
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   share = costs.product_share
-- title.zh:     数量乘单位成本远小于预算
-- title.en:     Quantity times unit cost far below the budget
-- message.zh:   “{quantity_name}”{quantity_text}与“{cost_name}”{cost_text}相乘为{product_yuan}，只有年度预算{budget_yuan}的{ratio_pct}，其余支出没有指标。
-- message.en:   “{quantity_name}” {quantity_text} times “{cost_name}” {cost_text} is {product_yuan}, only {ratio_pct} of the budget of {budget_yuan}; no indicator shows what the rest is for.
-- remedy.zh:    请说明其余资金的用途，并补设相应的数量和成本指标；预算偏高的，请核减。
-- remedy.en:    Say what the rest is for and set indicators for it; where the budget is too high, cut it.
-- not_covered.zh: 有几个数量或几个成本指标的项目；有总成本的项目（CST-002b）
-- not_covered.en: projects with several quantities or costs; projects with total costs (CST-002b)

WITH pairs AS (
    SELECT m.document_id, m.project_id, m.project_no, m.budget_yuan, m.budget_step, m.budget_source,
           x.quantity_id, x.cost_id, x.product_yuan, x.product_step, x.is_sure, x.is_only, x.periods, x.quantity_operator, x.cost_operator,
           q.name AS quantity_name, q.text AS quantity_text, q.target_source AS quantity_text_source,
           c.name AS cost_name, c.text AS cost_text, c.target_source AS cost_text_source, LEAST(q.confidence, c.confidence) AS confidence
    FROM projects m
    JOIN cost_pairs x ON x.document_id = m.document_id AND x.project_id = m.project_id
    JOIN indicators q ON q.document_id = x.document_id AND q.indicator_id = x.quantity_id
    JOIN indicators c ON c.document_id = x.document_id AND c.indicator_id = x.cost_id
    WHERE m.scope = 'project' AND m.budget_yuan > 0
)
SELECT document_id, project_id, quantity_name, quantity_text, quantity_text_source, cost_name, cost_text, cost_text_source,
       product_yuan, budget_yuan, budget_source, ROUND(CAST(product_yuan AS DOUBLE) * 100 / budget_yuan, 1) AS ratio_pct,
       cost_text_source AS source, confidence
FROM pairs
WHERE is_only AND periods = 1 AND cost_operator NOT IN ('≥', '>') AND product_yuan * 100 < budget_yuan * $share
ORDER BY document_id, project_no, cost_id
