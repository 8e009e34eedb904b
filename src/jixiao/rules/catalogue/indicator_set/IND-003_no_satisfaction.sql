-- id:           IND-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   fewest = indicators.fewest_judged
-- title.zh:     没有满意度指标
-- title.en:     No indicator of satisfaction
-- message.zh:   项目“{name}”设了{indicator_count}个指标，没有满意度指标。
-- message.en:   Project “{name}” has {indicator_count} indicators and none of satisfaction.
-- remedy.zh:    有服务对象的项目，请补设服务对象满意度指标；没有服务对象的，写明理由。
-- remedy.en:    Where it serves somebody, add one; otherwise say why there is none.
-- not_covered.zh: 没有服务对象的项目（由人判断）
-- not_covered.en: projects that serve nobody in particular, which a person has to judge
WITH has_level AS (
    SELECT document_id, project_id FROM indicators WHERE level1_code = 'satisfaction' AND NOT is_placeholder GROUP BY document_id, project_id
)
SELECT projects.document_id, projects.project_id, projects.name, projects.indicator_count, projects.name_source, projects.name_source AS source
FROM projects
LEFT JOIN has_level ON has_level.document_id = projects.document_id AND has_level.project_id = projects.project_id
WHERE projects.scope = 'project' AND NOT projects.is_described AND projects.indicator_count >= $fewest AND has_level.project_id IS NULL
ORDER BY projects.document_id, projects.project_no
