-- id:           VAL-037
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     区间颠倒或没有单位
-- title.en:     A range reversed or without unit
-- message.zh:   指标“{name}”的区间“{value_text}”{what_zh}。
-- message.en:   The range “{value_text}” of “{name}” {what_en}.
-- remedy.zh:    请按由小到大写明区间和单位。
-- remedy.en:    Write the range from low to high, with its unit.
-- not_covered.zh: 酸碱度、指数等没有单位的区间
-- not_covered.en: ranges that have no unit by nature, such as pH and indices
WITH ranges AS (
    SELECT document_id, project_id, indicator_no, name, text AS value_text, target_source AS value_source, unit, confidence,
           -- The two ends as they are printed: the typed value is sorted.
           CAST(NULLIF(regexp_extract(text, '([0-9]+(?:[.][0-9]+)?)[^0-9.]{1,6}([0-9]+(?:[.][0-9]+)?)', 1), '') AS DECIMAL(18, 6)) AS first_end,
           CAST(NULLIF(regexp_extract(text, '([0-9]+(?:[.][0-9]+)?)[^0-9.]{1,6}([0-9]+(?:[.][0-9]+)?)', 2), '') AS DECIMAL(18, 6)) AS second_end
    FROM indicators
    WHERE NOT is_placeholder AND kind = 'range' AND LENGTH(text) < 40
),

judged AS (
    SELECT *, first_end >= second_end AS is_reversed,
           unit IS NULL AND NOT regexp_matches(name, '[pP][hH]|指数|系数|评分|得分|分值|等级|级别|[（(][^（()）]*[)）]$|[数率]$') AS has_no_unit
    FROM ranges
)

SELECT document_id, project_id, name, value_text, value_source,
       CASE WHEN is_reversed THEN '前大后小' ELSE '没有单位' END AS what_zh,
       CASE WHEN is_reversed THEN 'runs from high to low' ELSE 'has no unit' END AS what_en, value_source AS source, confidence
FROM judged
WHERE is_reversed OR has_no_unit
ORDER BY document_id, project_id, indicator_no
