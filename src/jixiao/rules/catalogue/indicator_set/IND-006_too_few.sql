-- id:           IND-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   fewest = indicators.fewest
-- title.zh:     指标过少
-- title.en:     Too few indicators
-- message.zh:   项目“{name}”只有{indicator_count}个指标。
-- message.en:   Project “{name}” has only {indicator_count} indicators.
-- remedy.zh:    请补充产出、效益和满意度指标。
-- remedy.en:    Add indicators of output, benefit and satisfaction.
-- not_covered.zh: 没有指标表的文件
-- not_covered.en: documents without indicators
SELECT document_id, project_id, name, indicator_count, name_source, name_source AS source
FROM projects
WHERE scope = 'project' AND NOT is_described AND indicator_count < $fewest AND indicator_count > 0
ORDER BY document_id, project_no
