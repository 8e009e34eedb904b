-- id:           VAL-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     指标值的方向与名称相反
-- title.en:     A direction that contradicts the name
-- message.zh:   “{name}”的指标值是“{value_text}”，方向与名称相反，是否写反？
-- message.en:   The target of “{name}” is “{value_text}”, the opposite of what the name wants; is it the wrong way round?
-- remedy.zh:    请核对方向，改为与名称一致的写法，并写明幅度。
-- remedy.en:    Check the direction, make it agree with the name, and say by how much.
-- not_covered.zh: 名称没有明确方向的指标；“改善”“优化”；另有主语的指标值；没有方向的“改变”（VAL-004）
-- not_covered.en: names without a sure direction; “improve”; targets with a subject of their own; “change” (VAL-004)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder AND kind IN ('qualitative', 'relative_qualitative', 'relative_numeric')
  AND (wanted_direction = 'decrease' AND direction = 'increase' OR wanted_direction = 'increase' AND direction = 'decrease')
  -- Only where the target is a verb and nothing else: what a clause raises or lowers may be another thing. 改善 suits both.
  AND regexp_matches(
      text,
      '^[≥≤>＞<＜0-9.%％ ]*(较上一?年|较去年|比上年|比去年|同比|与上年相比)?(有所|逐步|逐年|持续|进一步|不断|明显|显著|有效|大幅|稳步|普遍|切实|稳定)?(提升|提高|增加|增长|上升|增强|减少|下降|降低|减低|压减)(明显|显著)?[≥≤>＞<＜0-9.%％以上 ]*的?。?$'
  )
ORDER BY document_id, project_id, indicator_no
