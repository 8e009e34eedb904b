-- id:           CST-005
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   nearly_all = costs.nearly_all
-- title.zh:     成本上限不足以满足需要
-- title.en:     A ceiling that cannot fund the need
-- message.zh:   “{quantity_name}”{quantity_text}按“{cost_name}”{cost_text}计算最多{product_yuan}，略小于年度预算{budget_yuan}，上限不够支付。
-- message.en:   “{quantity_name}” {quantity_text} at “{cost_name}” {cost_text} makes {product_yuan} at most, just below the budget of {budget_yuan}: the ceiling does not pay for it.
-- remedy.zh:    请按实际标准核定单位成本上限，使其不低于需要。
-- remedy.en:    Set the ceiling of the unit cost to what is really paid.
-- not_covered.zh: 乘积明显小于预算（CST-004）；数量为上限或下限的
-- not_covered.en: products far below the budget (CST-004); quantities that are bounds themselves

WITH pairs AS (
    SELECT m.document_id, m.project_id, m.project_no, m.budget_yuan, m.budget_step, m.budget_source,
           x.quantity_id, x.cost_id, x.product_yuan, x.product_step, x.is_sure, x.is_only, x.periods, x.quantity_operator, x.cost_operator,
           q.name AS quantity_name, q.text AS quantity_text, q.target_source AS quantity_text_source,
           c.name AS cost_name, c.text AS cost_text, c.target_source AS cost_text_source, LEAST(q.confidence, c.confidence) AS confidence
    FROM projects m
    JOIN cost_pairs x ON x.document_id = m.document_id AND x.project_id = m.project_id
    JOIN indicators q ON q.document_id = x.document_id AND q.indicator_id = x.quantity_id
    JOIN indicators c ON c.document_id = x.document_id AND c.indicator_id = x.cost_id
    WHERE m.scope = 'project'
)
SELECT document_id, project_id, quantity_name, quantity_text, quantity_text_source, cost_name, cost_text, cost_text_source,
       product_yuan, budget_yuan, budget_source, cost_text_source AS source, confidence
FROM pairs
WHERE is_only AND is_sure AND periods = 1 AND quantity_operator = '=' AND cost_operator IN ('<', '≤')
      AND 2 * (budget_yuan - product_yuan) > COALESCE(budget_step, 0) AND product_yuan * 100 >= budget_yuan * $nearly_all
ORDER BY document_id, project_no, cost_id
