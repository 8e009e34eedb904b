-- id:           TXT-009
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   tolerance = texts.area_tolerance
-- title.zh:     项目的面积大于资产情况中的面积
-- title.en:     The area of a form exceeds that of the assets
-- message.zh:   项目指标“{form_text}”为{form_area_value}平方米，而资产情况说明中办公用房为{asset_area_value}平方米（“{asset_text}”），相差{gap_pct}。
-- message.en:   The indicator “{form_text}” has {form_area_value} square metres, the section on assets {asset_area_value} (“{asset_text}”): {gap_pct} more.
-- remedy.zh:    请核对服务范围和资产面积；含室外场地或租用房屋的，请写明。
-- remedy.en:    Check the area served and the area owned; where yards or rented rooms are included, say so.
-- not_covered.zh: 项目面积不大于资产面积的；没有写办公面积的说明；其他单位的项目
-- not_covered.en: areas within those of the assets; narratives that state no office area; projects of other units

-- All office space that the section on assets states; several buildings are added up.
WITH owned AS (
    SELECT n.document_id, SUM(n.value) AS asset_area_value, MIN(n.text) AS asset_text, MIN(n.source) AS asset_text_source
    FROM number_mentions n
    JOIN sections s ON s.document_id = n.document_id AND s.section_id = n.section_id
    WHERE s.topic = 'assets' AND n.unit = 'm2' AND n.value > 0 AND regexp_matches(n.text, '办公|房屋|用房|建筑面积')
    GROUP BY n.document_id
),

served AS (
    SELECT i.document_id, i.project_id, i.value AS form_area_value, CONCAT(i.name, ' ', i.text) AS form_text, i.target_source AS form_text_source,
           p.project_no, p.confidence,
           ROW_NUMBER() OVER (PARTITION BY i.document_id, i.project_id ORDER BY i.value DESC, i.indicator_no) AS place
    FROM indicators i
    JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
    JOIN documents d ON d.document_id = i.document_id
    WHERE NOT i.is_placeholder AND i.unit = 'm2' AND i.kind = 'numeric' AND i.operator IN ('=', '≥', '>')
          AND regexp_matches(i.name, '物业|保洁|采暖|供暖|取暖|办公用房|办公面积|办公区')
          AND (p.unit_key IS NULL OR d.publisher_key IS NULL OR p.unit_key = d.publisher_key)
)

SELECT s.document_id, s.project_id, s.form_area_value, s.form_text, s.form_text_source, o.asset_area_value, o.asset_text, o.asset_text_source,
       ROUND(CAST((s.form_area_value - o.asset_area_value) * 100 AS DOUBLE) / CAST(o.asset_area_value AS DOUBLE), 1) AS gap_pct,
       s.form_text_source AS source, s.confidence
FROM served s
JOIN owned o ON o.document_id = s.document_id
WHERE s.place = 1 AND s.form_area_value * 100 > o.asset_area_value * (100 + $tolerance)
ORDER BY s.document_id, s.project_no;
