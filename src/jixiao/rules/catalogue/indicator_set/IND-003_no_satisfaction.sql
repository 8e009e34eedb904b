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
-- not_covered.zh: 名称表明没有服务对象的项目（人员经费、公用经费、偿债等）；满意度列在其他类的项目
-- not_covered.en: projects whose name says that they serve nobody (wages, running costs, debt); satisfaction under another level
WITH has_level AS (
    SELECT document_id, project_id FROM indicators WHERE (level1_code = 'satisfaction' OR is_satisfaction) AND NOT is_placeholder GROUP BY document_id, project_id
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
  -- what is paid to the unit's own staff, to banks or back to a fund serves nobody who could be asked
  AND NOT regexp_matches(projects.name, '工资|津贴|津补贴|奖金|绩效奖|社会保险|养老保险|医疗保险|失业保险|工伤保险|职业年金|公积金|公用经费|人员类|人员经费|离退休|工会经费|福利费|遗属|抚恤|残疾人就业保障|利息|还本|付息|债券|偿债|质保金|尾款|预备费|结转')
ORDER BY projects.document_id, projects.project_no
