-- id:           IND-011
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- parameters:   shortest = indicators.shortest_name
-- title.zh:     同一指标列入两类
-- title.en:     The same name under two kinds
-- message.zh:   “{name}”同时列为“{level2}”和“{other_level2}”。
-- message.en:   “{name}” stands both under “{level2}” and under “{other_level2}”.
-- remedy.zh:    请只归入一类，另一类设不同的指标。
-- remedy.en:    Keep it under one kind and set another indicator for the other.
-- not_covered.zh: 数量与成本同名（一件事的数量和花费）
-- not_covered.en: quantity and cost of one thing with the same name
WITH pair AS (
    SELECT own.document_id, own.project_id, own.name, own.level2, other.level2 AS other_level2, own.source AS name_source, other.source AS other_source,
           own.text, other.text AS other_text, own.indicator_no, LEAST(own.confidence, other.confidence) AS confidence,
           ROW_NUMBER() OVER (PARTITION BY own.document_id, own.project_id, own.name_sha256 ORDER BY own.indicator_no, other.indicator_no) AS place
    FROM indicators AS own
    JOIN indicators AS other ON other.document_id = own.document_id AND other.project_id = own.project_id AND other.name_sha256 = own.name_sha256
                            AND other.level2_code IS DISTINCT FROM own.level2_code AND other.indicator_no > own.indicator_no
    WHERE own.scope = 'project' AND NOT own.is_placeholder AND NOT other.is_placeholder
      AND own.name_count IS DISTINCT FROM 1 AND other.name_count IS DISTINCT FROM 1  -- most names stand once
      AND NOT own.is_cost AND NOT other.is_cost  -- quantity and cost of one thing may share its name
      AND LENGTH(own.name_key) >= $shortest
)
SELECT document_id, project_id, name, level2, other_level2, text AS name_text, name_source, other_text, other_source, confidence, other_source AS source
FROM pair
WHERE place = 1
ORDER BY document_id, project_id, indicator_no
