-- id:           XAG-009
-- severity:     warning
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- yields_to:    VAL-020, VAL-021, VAL-022, VAL-005, VAL-013
-- title.zh:     同一指标，本单位写上限、其他单位写下限
-- title.en:     One indicator, a ceiling here and a floor elsewhere
-- message.zh:   指标“{name}”写“{value_text}”，{other_agency}的“{other_name}”写“{other_text}”，方向相反（{same_count}个单位与本单位相同，{other_count}个相反）。
-- message.en:   “{name}” is “{value_text}” here; “{other_name}” of {other_agency} is “{other_text}”: the other way round ({same_count} agencies as here, {other_count} the other way).
-- remedy.zh:    请核对比较符号：产出数量一般写下限（≥），成本和不良事项一般写上限（≤）。
-- remedy.en:    Check the sign: outputs have a floor (≥), costs and unwanted events a ceiling (≤).
-- not_covered.zh: 名称不同、又不属于列名事项的指标；没有写比较符号的；本表内已能判断方向错误的（VAL-020、VAL-021等）
-- not_covered.en: indicators of other names that are in no class; targets without a sign; signs that are wrong by themselves (VAL-020, VAL-021 and others)

-- The same indicator: the same name at the same level and in the same unit, or the number of things of one class.
WITH signed AS (
    SELECT document_id, indicator_id, CONCAT(name_sha256, '/', COALESCE(level2_code, ''), '/', COALESCE(unit, '')) AS key
    FROM indicators
    WHERE NOT is_placeholder AND kind = 'numeric' AND LENGTH(name_key) >= 4
          -- Of very many names few have more than one sign.
          AND name_sha256 IN (SELECT name_sha256 FROM indicators GROUP BY name_sha256 HAVING MIN(operator) <> MAX(operator))
    UNION ALL
    SELECT document_id, quantity_id AS indicator_id, CONCAT(item, '/', COALESCE(unit, '')) AS key
    FROM unit_prices
    WHERE is_listed
),

sides AS (
    SELECT s.key, i.document_id, i.project_id, i.indicator_id, i.indicator_no, i.name, i.text, i.target_source, i.confidence, d.agency_key, COALESCE(d.publisher, d.file) AS agency,
           CASE WHEN i.operator IN ('≥', '>') THEN 'floor' ELSE 'ceiling' END AS side, i.is_cost
    FROM signed s
    JOIN indicators i ON i.document_id = s.document_id AND i.indicator_id = s.indicator_id
    JOIN documents d ON d.document_id = s.document_id
    WHERE i.operator IN ('≥', '>', '≤', '<') AND d.agency_key IS NOT NULL AND d.kind NOT IN ('self_evaluation', 'monitoring')
),

counts AS (
    SELECT key, side, COUNT(DISTINCT agency_key) AS agencies, MIN(indicator_id) AS indicator_id
    FROM sides
    GROUP BY key, side
),

apart AS (
    SELECT a.document_id, a.project_id, a.indicator_id, a.indicator_no, a.name, a.text AS value_text, a.target_source AS value_source, a.confidence,
           own.agencies AS same_count, other.agencies AS other_count, o.document_id AS other_document_id, o.agency AS other_agency, o.name AS other_name,
           o.text AS other_text, o.target_source AS other_source,
           ROW_NUMBER() OVER (PARTITION BY a.document_id, a.indicator_id ORDER BY other.agencies DESC, own.agencies, o.document_id, o.indicator_id) AS place
    FROM sides a
    JOIN counts own ON own.key = a.key AND own.side = a.side
    JOIN counts other ON other.key = a.key AND other.side <> a.side
    JOIN sides o ON o.key = a.key AND o.indicator_id = other.indicator_id
    -- The few are asked, not the many; of two, the one that caps a result or gives a cost a floor. What two agencies in three do is custom.
    WHERE o.agency_key <> a.agency_key
          AND (own.agencies * 3 <= other.agencies OR own.agencies = 1 AND other.agencies = 1 AND (a.side = 'floor') = a.is_cost)
)

SELECT document_id, project_id, name, value_text, value_source, same_count, other_count, other_document_id, other_agency, other_name, other_text, other_source,
       value_source AS source, confidence
FROM apart
WHERE place = 1
ORDER BY document_id, project_id, indicator_no;
