-- id:           CST-011
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   clear = costs.clear_excess
-- title.zh:     按期支付的成本全年超过预算
-- title.en:     A cost by the month that exceeds the budget in a year
-- message.zh:   “{cost_name}”{cost_text}，{basis}，按全年{periods}次计算最多{year_yuan}，超过年度预算{budget_yuan}，未写明限额。
-- message.en:   “{cost_name}” is {cost_text} ({basis}): {periods} times a year it can reach {year_yuan}, more than the budget of {budget_yuan}; no limit is stated.
-- remedy.zh:    请写明人数、次数或总额的限制，或核对标准。
-- remedy.en:    State a limit of people, times or total, or check the rate.
-- not_covered.zh: 按天支付的成本（天数未知）；没有对应数量的人均标准
-- not_covered.en: costs by the day, whose number is unknown; rates for a person without a quantity

-- The most money that the form states: of the year, of the whole project, or of one of its sources.
WITH money AS (
    SELECT p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source,
           GREATEST(p.budget_yuan, p.lifetime_yuan, MAX(f.amount_yuan)) AS most_yuan
    FROM projects p
    LEFT JOIN funding_lines f ON f.document_id = p.document_id AND f.project_id = p.project_id
    WHERE p.scope = 'project' AND p.budget_yuan > 0
    GROUP BY p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source, p.lifetime_yuan
),

yearly AS (
    SELECT x.document_id, x.project_id, x.cost_id AS indicator_id, CONCAT(q.name, ' ', q.text) AS basis, x.periods, x.product_yuan AS year_yuan
    FROM cost_pairs x
    JOIN indicators q ON q.document_id = x.document_id AND q.indicator_id = x.quantity_id
    WHERE x.periods > 1
    UNION ALL
    SELECT document_id, project_id, indicator_id, '/', periods, amount_yuan * periods
    FROM cost_items
    WHERE role = 'period' AND periods > 1
)

SELECT m.document_id, m.project_id, c.name AS cost_name, c.text AS cost_text, c.source AS cost_text_source, y.basis, y.periods, y.year_yuan,
       m.budget_yuan, m.budget_source, c.source, c.confidence
FROM yearly y
JOIN money m ON m.document_id = y.document_id AND m.project_id = y.project_id
JOIN cost_items c ON c.document_id = y.document_id AND c.indicator_id = y.indicator_id
WHERE (y.year_yuan - m.most_yuan) * 100 > m.most_yuan * $clear
ORDER BY m.document_id, m.project_no, c.indicator_id
