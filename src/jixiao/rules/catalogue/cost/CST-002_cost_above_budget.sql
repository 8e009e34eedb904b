-- id:           CST-002
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, measures-88
-- parameters:   tolerance = review.cost_tolerance, unit_slip = costs.unit_slip
-- title.zh:     成本指标超过预算
-- title.en:     A cost above the budget
-- message.zh:   成本指标“{name}”为“{cost_text}”，超过年度预算{budget_yuan}。
-- message.en:   The cost “{name}” is “{cost_text}”, more than the budget of the year, {budget_yuan}.
-- remedy.zh:    请核对成本指标或预算：支出不得超过批复的预算；如成本为整个实施期的总额，请改填本年数，并填写项目总额。
-- remedy.en:    Check cost and budget: no more may be spent than was approved. Where the cost is that of the whole period, give that of the year and print the total of the project.
-- not_covered.zh: 单位成本（CST-003）；自筹等其他资金；名称写明总投资、概算、合同价而表样没有项目总额（FND-003）；几项合计超过预算（CST-001）
-- not_covered.en: costs for one of something (CST-003); money of others; whole investments where the form prints no total (FND-003); sums of several costs (CST-001)

-- The most money that the form states: of the year, of the whole project, or of one of its sources.
WITH money AS (
    SELECT p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source,
           GREATEST(p.budget_yuan, p.lifetime_yuan, MAX(f.amount_yuan)) AS most_yuan,
           (p.attribute_class = 'continuing' OR p.period_years BETWEEN 2 AND 10) AND COALESCE(p.lifetime_yuan, 0) = 0 AS is_of_several_years,
           p.lifetime_yuan > 0 AS has_lifetime
    FROM projects p
    LEFT JOIN funding_lines f ON f.document_id = p.document_id AND f.project_id = p.project_id
    WHERE p.scope = 'project' AND p.budget_yuan > 0
    GROUP BY p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source, p.lifetime_yuan, p.attribute_class, p.period_years
),

above AS (
    SELECT m.document_id, m.project_id, m.project_no, c.name, c.text AS cost_text, c.source AS cost_text_source, c.amount_yuan, m.budget_yuan, m.budget_source,
           -- A project of several years whose form prints no total may mean the total of all years.
           -- A thousand times the budget is another unit of money rather than another cost, and the slip may be ours.
           CASE WHEN m.is_of_several_years OR c.amount_yuan >= m.most_yuan * $unit_slip THEN 'warning' ELSE 'error' END AS severity,
           CASE WHEN c.amount_yuan >= m.most_yuan * $unit_slip THEN 0.5 ELSE c.confidence END AS confidence, c.indicator_id
    FROM money m
    JOIN cost_items c ON c.document_id = m.document_id AND c.project_id = m.project_id
    WHERE c.role IN ('whole', 'part') AND NOT c.is_other_money AND (NOT c.is_lifetime OR m.has_lifetime)
          AND (c.amount_yuan - m.most_yuan) * 100 > m.most_yuan * $tolerance
          AND 2 * (c.amount_yuan - m.most_yuan) > CASE WHEN c.operator = '=' THEN COALESCE(c.amount_step, 0) ELSE 0 END + COALESCE(m.budget_step, 0)
)

SELECT document_id, project_id, name, cost_text, cost_text_source, amount_yuan, budget_yuan, budget_source, severity, cost_text_source AS source, confidence
FROM above
ORDER BY document_id, project_no, indicator_id
