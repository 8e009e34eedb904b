-- id:           VAL-020
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     数量指标写成上限
-- title.en:     A quantity with a ceiling
-- message.zh:   数量指标“{name}”写“{value_text}”，是上限，什么都不做也算完成。
-- message.en:   The quantity “{name}” is “{value_text}”: doing nothing would meet it.
-- remedy.zh:    产出数量请写下限（≥）或固定数。
-- remedy.en:    Give a floor (≥) or a fixed number for an output.
-- not_covered.zh: 事故、投诉、能耗、编制、三公等宜少的事项；建筑面积、聘用人数等批准的规模；金额、比率和时间
-- not_covered.en: what should be few (accidents, complaints, consumption, posts, trips); approved sizes (floor space, hired staff); money, rates and times
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND level2_code = 'output.quantity' AND kind = 'numeric' AND operator IN ('≤', '<') AND value > 1
      AND dimension NOT IN ('money', 'ratio', 'time', 'temperature', 'energy') AND NOT is_better_few AND name_direction IS DISTINCT FROM 'decrease'
      -- What an approval or a contract limits: floor space, staff that is hired, distances and intervals.
      AND NOT regexp_matches(name, '建筑面积|建设规模|建设面积|用地|距离|半径|间隔|班额|师生比')
      AND NOT (unit IN ('人', '名', '位') AND regexp_matches(name, '聘|用工|派遣|劳务|物业|保安|保洁|在编|编外|工作人员|辅警|岗位'))
ORDER BY document_id, project_id, indicator_no
