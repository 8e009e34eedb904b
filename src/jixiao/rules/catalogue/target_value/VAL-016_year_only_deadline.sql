-- id:           VAL-016
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- grouped:      yes
-- title.zh:     时限只写年份
-- title.en:     A deadline of a year only
-- message.zh:   {indicators}项时效指标只写年份，如“{name}”写“{value_text}”，看不出何时完成。
-- message.en:   {indicators} indicator(s) of time name a year only, such as “{name}”: “{value_text}”; when is it due?
-- remedy.zh:    请写明到月或到日的期限。
-- remedy.en:    Give month or day.
-- not_covered.zh: 服务期间、存续期限等以年计的；不在时效指标中的日期（VAL-017）
-- not_covered.en: service periods; dates outside of time (VAL-017)
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND kind = 'period' AND level2_code = 'output.timeliness' AND regexp_matches(COALESCE(period, ''), '^([0-9]{4}|Y)$')
          AND NOT regexp_matches(name, '期间|期限|存续|服务期|年限|有效期|周期|租期|年度$')
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
