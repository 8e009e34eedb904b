-- id:           MON-005
-- severity:     error
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-136
-- title.zh:     选“确定能”，全年预计却达不到
-- title.en:     Certain to be reached, and yet expected to fall short
-- message.zh:   指标“{name}”选“确定能”完成，全年预计“{forecast_text}”却达不到指标值“{target_text}”。
-- message.en:   “{name}” is certain to be reached, and yet “{forecast_text}” is expected where the target is “{target_text}”.
-- remedy.zh:    请改正其中一项：确实达不到的，选“有可能”或“完全不可能”并说明原因。
-- remedy.en:    Correct one of the two; where it will not be reached, choose 有可能 or 完全不可能 and say why.
-- not_covered.zh: 指标值或预计值没有数量的；没有选择可能性的
-- not_covered.en: targets or expected values without a number; nothing chosen
SELECT i.document_id, i.project_id, i.name, i.target_text, i.forecast_text, i.forecast_source, COALESCE(i.forecast_source, i.source) AS source,
       p.confidence
FROM monitoring_indicators i
JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
WHERE i.attainability = 1 AND i.is_forecast_short
ORDER BY i.document_id, i.project_id, i.indicator_id;
