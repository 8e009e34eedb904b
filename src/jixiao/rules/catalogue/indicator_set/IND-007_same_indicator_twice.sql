-- id:           IND-007
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     同一指标重复
-- title.en:     The same indicator twice
-- message.zh:   指标“{name}”出现两次，指标值为“{value_text}”和“{other_text}”。
-- message.en:   Indicator “{name}” stands twice, with “{value_text}” and “{other_text}”.
-- remedy.zh:    请合并或区分两个指标，只保留一个目标值。
-- remedy.en:    Merge them or tell them apart, and keep one target.
-- not_covered.zh: 同名而类别不同的指标（IND-011）
-- not_covered.en: the same name under two kinds (IND-011)
WITH pair AS (
    SELECT own.document_id, own.project_id, own.name, own.text AS value_text, own.target_source AS value_source,
           other.text AS other_text, other.target_source AS other_source, own.indicator_no,
           CASE WHEN own.kind = 'numeric' AND other.kind = 'numeric' AND own.unit IS NOT DISTINCT FROM other.unit AND own.per IS NOT DISTINCT FROM other.per AND own.value <> other.value
                THEN 'error' ELSE 'warning' END AS severity,
           LEAST(own.confidence, other.confidence) AS confidence,
           ROW_NUMBER() OVER (PARTITION BY own.document_id, own.project_id, own.name_sha256, own.level2_code ORDER BY own.indicator_no, other.indicator_no) AS place,
           other.source
    FROM indicators AS own
    JOIN indicators AS other ON other.document_id = own.document_id AND other.project_id = own.project_id AND other.name_sha256 = own.name_sha256
                            AND other.level2_code IS NOT DISTINCT FROM own.level2_code AND other.indicator_no > own.indicator_no
    WHERE own.scope = 'project' AND NOT own.is_placeholder AND NOT other.is_placeholder
      AND own.name_count IS DISTINCT FROM 1 AND other.name_count IS DISTINCT FROM 1  -- most names stand once
      AND own.description_key IS NOT DISTINCT FROM other.description_key
)
SELECT document_id, project_id, name, value_text, value_source, other_text, other_source, severity, confidence, source
FROM pair
WHERE place = 1
ORDER BY document_id, project_id, indicator_no
