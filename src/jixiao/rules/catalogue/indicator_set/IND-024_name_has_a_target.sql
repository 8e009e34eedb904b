-- id:           IND-024
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     指标名称自带的目标与指标值不符
-- title.en:     A name with a target of its own
-- message.zh:   指标“{name}”的名称自带目标，指标值却是“{value_text}”。
-- message.en:   The name “{name}” holds a target of its own, and the target is “{value_text}”.
-- remedy.zh:    请从名称中去掉数值，只在指标值中写目标。
-- remedy.en:    Take the number out of the name and write the target once.
-- not_covered.zh: 名称中单位不同的数字（人数、规模）
-- not_covered.en: numbers of another unit in a name
WITH named AS (
    SELECT document_id, project_id, indicator_no, name, text AS value_text, target_source AS value_source, confidence, source,
           operator, value, name_operator, name_value, kind,
           COALESCE(value_step, 0) + COALESCE(name_value_step, 0) AS steps
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder AND name_value IS NOT NULL
      AND ((kind = 'numeric' AND unit = name_unit AND per IS NULL AND (name_operator <> '=' OR name_unit IN ('percent', 'yuan')))
           OR (kind IN ('qualitative', 'relative_qualitative') AND name_operator <> '='))
), judged AS (
    SELECT *,
           CASE WHEN kind <> 'numeric' THEN 'warning'
                WHEN name_operator = '≤' AND operator IN ('≥', '>', '=') AND 2 * (value - name_value) > steps THEN 'error'
                WHEN name_operator = '≥' AND operator IN ('≤', '<', '=') AND 2 * (name_value - value) > steps THEN 'error'
                ELSE 'warning' END AS severity
    FROM named
)
SELECT document_id, project_id, name, value_text, value_source, severity, confidence, source
FROM judged
WHERE kind <> 'numeric' OR 2 * ABS(value - name_value) > steps
ORDER BY document_id, project_id, indicator_no
