-- id:           IND-012
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- yields_to:    VAL-009
-- title.zh:     时效指标没有时间内容
-- title.en:     A timeliness without time
-- message.zh:   时效指标“{name}”的值是“{value_text}”，没有时间、期限或及时率。
-- message.en:   The timeliness “{name}” has the target “{value_text}”, which tells no time, deadline or rate.
-- remedy.zh:    请写明完成时间、期限或及时率。
-- remedy.en:    Give a time, a deadline or a rate.
-- not_covered.zh: 只写年份的期限（VAL-016）
-- not_covered.en: deadlines that name a year only (VAL-016)
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level2_code = 'output.timeliness' AND kind NOT IN ('deadline', 'period', 'schedule', 'placeholder', 'empty', 'corrupt') AND dimension IS DISTINCT FROM 'time' AND unit IS DISTINCT FROM 'percent'
  AND (kind IN ('relative_qualitative', 'relative_numeric') OR NOT regexp_matches(text, '及时|按时|按期|准时|即时|如期|当日|当天|当月|当年|年内|时限|节点|进度|前|内$|日|月|季|年'))
  AND NOT regexp_matches(name, '每[年季月周日天]|按[年季月]')  -- how often something is done is told by a count
ORDER BY document_id, project_id, indicator_no
