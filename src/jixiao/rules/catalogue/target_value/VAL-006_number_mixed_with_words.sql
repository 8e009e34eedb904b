-- id:           VAL-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     指标值中数字与文字混写
-- title.en:     Number and words mixed in a target
-- message.zh:   “{name}”的指标值是“{value_text}”，数字与变化混写，看不出目标是水平还是幅度。
-- message.en:   The target of “{name}” is “{value_text}”: number and change are mixed, and it is not clear which is the target.
-- remedy.zh:    请写成一种：要达到的水平，或比上年变化的幅度。
-- remedy.en:    Write one of them: the level to be reached, or the change from last year.
-- not_covered.zh: 数字后的“完成”“以内”和括号中的说明；两个数写在一格
-- not_covered.en: “done”, “within” and notes in brackets; two numbers in one cell
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND issues LIKE '%;mixed_value;%' AND kind IN ('numeric', 'relative_numeric')
  -- A number is followed by words of change: a level, a change, or both? 完成, 以内, 左右 and what stands in brackets explain the number.
  AND regexp_matches(text, '^[≥≤>＞<＜=]? ?[0-9.]+ ?[%％][^（(]*(有所|逐步|明显|显著|进一步|较上|较去|降低|减低|下降|减少|提升|提高|增加|增长)')
ORDER BY document_id, project_id, indicator_no
