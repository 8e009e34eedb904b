-- id:           IND-002
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, opinion-34
-- parameters:   fewest = indicators.fewest_judged
-- title.zh:     没有效益指标
-- title.en:     No indicator of benefit
-- message.zh:   项目“{name}”设了{indicator_count}个指标，没有一个是效益指标。
-- message.en:   Project “{name}” has {indicator_count} indicators and none of benefit.
-- remedy.zh:    请补设经济、社会、生态或可持续影响方面的效益指标。
-- remedy.en:    Add indicators of economic, social, ecological or lasting benefit.
-- not_covered.zh: 指标极少的项目（IND-006）
-- not_covered.en: projects with very few indicators (IND-006)
WITH has_level AS (
    SELECT document_id, project_id FROM indicators WHERE level1_code = 'benefit' AND NOT is_placeholder GROUP BY document_id, project_id
), unsure AS (  -- labels that were not understood or slid to another row: the level may be there
    SELECT document_id, project_id FROM indicators WHERE level1_code IS NULL AND NOT is_placeholder
    UNION
    SELECT document_id, project_id FROM repairs WHERE kind IN ('slid_label', 'shifted', 'half_missing')
)
SELECT projects.document_id, projects.project_id, projects.name, projects.indicator_count, projects.name_source, projects.name_source AS source
FROM projects
LEFT JOIN has_level ON has_level.document_id = projects.document_id AND has_level.project_id = projects.project_id
LEFT JOIN unsure ON unsure.document_id = projects.document_id AND unsure.project_id = projects.project_id
WHERE projects.scope = 'project' AND NOT projects.is_described AND projects.indicator_count >= $fewest AND has_level.project_id IS NULL AND unsure.project_id IS NULL
ORDER BY projects.document_id, projects.project_no
