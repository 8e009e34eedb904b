-- id:           VAL-022
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     消耗量写成下限
-- title.en:     Consumption with a floor
-- message.zh:   消耗类指标“{name}”写“{value_text}”，耗得越多越算完成。
-- message.en:   The consumption “{name}” is “{value_text}”: the more is used up, the better it is met.
-- remedy.zh:    请改为消耗上限，或改用保障时长、保障设备数等产出指标。
-- remedy.en:    Give a ceiling, or set an output such as hours or devices kept running.
-- not_covered.zh: 节约量、供应量；比率
-- not_covered.en: what is saved or supplied; rates
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND is_consumption AND kind = 'numeric' AND operator IN ('≥', '>') AND dimension IS DISTINCT FROM 'ratio' AND value > 0
ORDER BY document_id, project_id, indicator_no
