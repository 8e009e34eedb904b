-- id:           VAL-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, audit-findings
-- title.zh:     产出指标都无法衡量
-- title.en:     No output that can be measured
-- message.zh:   项目“{name}”的{outputs}项产出指标都没有数量、期限或比率，无法衡量完成情况。
-- message.en:   None of the {outputs} output(s) of “{name}” has a number, a deadline or a rate: nothing can be measured.
-- remedy.zh:    请至少给数量、质量、时效各一项可以核实的目标值。
-- remedy.en:    Give at least a quantity, a quality and a time that can be checked.
-- not_covered.zh: 没有产出指标的项目（IND-001）；只有年份的期限不算可衡量（VAL-016）；指标值空白或未读懂
-- not_covered.en: projects without outputs (IND-001); a year alone is no deadline (VAL-016); targets that are blank or could not be read
WITH outputs AS (
    -- Cost limits what is spent; it does not tell what is delivered.
    SELECT document_id, project_id, COUNT(*) AS outputs, COUNT(CASE WHEN kind IN ('corrupt', 'empty') THEN 1 END) AS unread,
           COUNT(CASE WHEN kind IN ('numeric', 'range', 'deadline', 'relative_numeric') THEN 1 END) AS measurable
    FROM indicators
    WHERE level1_code = 'output' AND NOT is_cost AND NOT is_placeholder
    GROUP BY document_id, project_id
)
SELECT projects.document_id, projects.project_id, projects.name, outputs.outputs, projects.name_source, projects.confidence, projects.source
FROM projects
JOIN outputs ON outputs.document_id = projects.document_id AND outputs.project_id = projects.project_id
WHERE projects.scope = 'project' AND NOT projects.is_described AND outputs.measurable = 0 AND outputs.unread = 0
ORDER BY projects.document_id, projects.project_id
