-- id:           MON-006
-- severity:     warning
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-136
-- parameters:   light = monitoring.light_deviation
-- title.zh:     有偏差而没有填写原因
-- title.en:     A deviation without a cause
-- message.zh:   指标“{name}”{why_zh}，却没有填写偏差原因。
-- message.en:   “{name}”: {why_en}, and no cause is given.
-- remedy.zh:    请选择原因类别，并用一句话说明原因和措施。
-- remedy.en:    Choose a kind of cause, and say in a sentence why and what is done.
-- not_covered.zh: 原因是否成立；预计值没有填写的
-- not_covered.en: whether the cause holds; expected values that are blank
SELECT i.document_id, i.project_id, i.name, i.target_text, i.forecast_text, i.forecast_source, i.forecast_gap_pct,
       CASE WHEN i.attainability = 2 THEN '选“有可能”完成' WHEN i.attainability = 3 THEN '选“完全不可能”完成' ELSE '全年预计与指标值相差较大' END AS why_zh,
       CASE WHEN i.attainability = 2 THEN 'it is only possible that it will be reached' WHEN i.attainability = 3 THEN 'it is impossible to reach it'
            ELSE 'the expected value is far from the target' END AS why_en,
       COALESCE(i.forecast_source, i.source) AS source, p.confidence
FROM monitoring_indicators i
JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
WHERE NOT i.has_cause AND (i.attainability IN (2, 3) OR i.forecast_gap_pct < -$light)
ORDER BY i.document_id, i.project_id, i.indicator_id;
