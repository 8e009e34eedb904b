-- id:           CST-010
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   share = costs.usual_cost_share
-- yields_to:    IND-001
-- title.zh:     没有成本指标
-- title.en:     No cost at all
-- message.zh:   项目“{name}”没有成本指标，同一文件的{projects}个项目都写明了成本金额。
-- message.en:   Project “{name}” declares no cost; {projects} projects of the document state one in money.
-- remedy.zh:    请补设总成本或单位成本指标。
-- remedy.en:    Set an indicator of total or unit cost.
-- not_covered.zh: 有成本指标但没有金额的（IND-013、VAL-008）；大多数项目都没有成本金额的文件
-- not_covered.en: costs without money (IND-013, VAL-008); documents most of whose projects state no cost
WITH forms AS (
    SELECT p.document_id, p.project_id, p.project_no, p.name, p.name_source, p.confidence,
           COUNT(CASE WHEN i.is_cost AND NOT i.is_placeholder THEN 1 END) AS costs,
           COUNT(CASE WHEN i.is_cost AND i.dimension = 'money' THEN 1 END) AS costs_in_money,
           -- Money under another label, or a row whose label was lost, is no missing cost.
           COUNT(CASE WHEN i.dimension = 'money' OR i.level2_code IS NULL OR i.name LIKE '%成本%' THEN 1 END) AS maybe_costs
    FROM projects p
    JOIN indicators i ON i.document_id = p.document_id AND i.project_id = p.project_id
    WHERE p.scope = 'project' AND NOT p.is_described
    GROUP BY p.document_id, p.project_id, p.project_no, p.name, p.name_source, p.confidence
),

usual AS (
    SELECT document_id, COUNT(*) AS forms, COUNT(CASE WHEN costs_in_money > 0 THEN 1 END) AS projects
    FROM forms
    GROUP BY document_id
)

SELECT f.document_id, f.project_id, f.name, f.name_source, u.projects, f.name_source AS source, f.confidence
FROM forms f
JOIN usual u ON u.document_id = f.document_id
WHERE f.costs = 0 AND f.maybe_costs = 0 AND u.projects > 1 AND u.projects * 100 >= u.forms * $share
ORDER BY f.document_id, f.project_no
