-- id:           IND-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- parameters:   most = indicators.most
-- title.zh:     指标过多
-- title.en:     Too many indicators
-- message.zh:   项目“{name}”设了{indicator_count}个指标，重点不突出。
-- message.en:   Project “{name}” has {indicator_count} indicators, which hide what matters.
-- remedy.zh:    请保留能反映核心产出和效果的指标。
-- remedy.en:    Keep those that show the core outputs and effects.
-- not_covered.zh: 部门整体支出绩效目标
-- not_covered.en: targets of a whole department
SELECT document_id, project_id, name, indicator_count, name_source, name_source AS source
FROM projects
WHERE scope = 'project' AND NOT is_described AND indicator_count > $most
ORDER BY document_id, project_no
