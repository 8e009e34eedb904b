-- id:           CST-009
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- grouped:      yes
-- title.zh:     成本指标只是重复预算
-- title.en:     A cost that only repeats the budget
-- message.zh:   唯一的成本指标“{cost_name}”（{cost_text}）就是年度预算，没有单位成本，不能反映成本高低。
-- message.en:   The only cost, “{cost_name}” ({cost_text}), is the budget itself; without a cost for one of something it does not show what is dear or cheap.
-- remedy.zh:    能够计算单位成本的，请补设单位成本指标。
-- remedy.en:    Where a unit cost can be told, set an indicator for it.
-- not_covered.zh: 有几项成本指标的项目
-- not_covered.en: projects with several costs

-- All that the form declares as cost, with money or without.
WITH declared AS (
    SELECT document_id, project_id, COUNT(*) AS costs
    FROM indicators
    WHERE is_cost AND NOT is_placeholder
    GROUP BY document_id, project_id
)

SELECT c.document_id, c.project_id, c.name AS cost_name, c.text AS cost_text, c.source AS cost_text_source, p.budget_yuan, p.budget_source, c.source, c.confidence
FROM cost_items c
JOIN projects p ON p.document_id = c.document_id AND p.project_id = c.project_id
JOIN declared d ON d.document_id = c.document_id AND d.project_id = c.project_id
WHERE d.costs = 1 AND c.role IN ('whole', 'part') AND NOT c.is_lifetime AND NOT c.is_other_money AND p.budget_yuan > 0
      AND 2 * ABS(c.amount_yuan - p.budget_yuan) <= COALESCE(c.amount_step, 0) + COALESCE(p.budget_step, 0)
ORDER BY c.document_id, p.project_no
