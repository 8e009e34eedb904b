-- id:           VAL-012
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     符号不规范
-- title.en:     A sign that is not standard
-- message.zh:   {indicators}项指标的比较符号或百分号不规范，如“{name}”写“{value_text}”。
-- message.en:   {indicators} indicator(s) use other signs of comparison or percent, such as “{name}”: “{value_text}”.
-- remedy.zh:    请统一写作“≥”“≤”和“%”。
-- remedy.en:    Write ≥, ≤ and % throughout.
-- not_covered.zh: “不低于”“以上”等文字；“百分之九十五”
-- not_covered.en: words such as “at least”; percentages written out in words
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND (regexp_matches(text, '[≧≦⩾⩽％]|>=|=>|<=|=<|^[》《]') OR regexp_matches(text, '[0-9] *百分[比之]'))
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
