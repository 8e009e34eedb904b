-- id:           VAL-013
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     比率超过或要求超过100%
-- title.en:     A share of more than 100%
-- message.zh:   {indicators}项比率要求达到或超过100%，如“{name}”写“{value_text}”。
-- message.en:   {indicators} share(s) must reach more than 100%, such as “{name}”: “{value_text}”.
-- remedy.zh:    比率不能超过100%，请写作“=100%”或合理的下限。
-- remedy.en:    A share cannot exceed 100%: write =100%, or a sensible floor.
-- not_covered.zh: 增长率、完成率、保值增值率等可以超过100%的
-- not_covered.en: rates that may exceed 100%, such as growth and completion
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND unit = 'percent' AND kind = 'numeric' AND per IS NULL
          AND (operator IN ('≥', '>') AND value >= 100 OR operator = '=' AND value > 100)
          AND is_rate_name AND name_direction IS NULL AND baseline IS NULL AND NOT regexp_matches(name, '增|完成|执行|升|产销|负荷|倍|比例|比重|回报|收益|周转|上座|使用率')
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
