-- id:           VAL-030
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- parameters:   absurd = targets.absurd_satisfaction, very_low = targets.very_low_satisfaction, low = targets.low_satisfaction
-- title.zh:     满意度目标过低
-- title.en:     Satisfaction that is too low
-- message.zh:   “{name}”的指标值是“{value_text}”，明显低于通常水平，是否填错？
-- message.en:   The target of “{name}” is “{value_text}”, far below what is usual; is it a slip?
-- remedy.zh:    请核对后填写合理的满意度（通常不低于90%）。
-- remedy.en:    Check it and give a reasonable level (90% and more are usual).
-- not_covered.zh: 知晓率（IND-016）；满意度的提升幅度；没有数字的满意度（IND-017）；与其他项目中位数的比较
-- not_covered.en: awareness (IND-016); rises of satisfaction; satisfaction in words (IND-017); the median of other projects
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
       CASE WHEN value < $absurd THEN 'error' WHEN value < $very_low THEN 'warning' ELSE 'info' END AS severity, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND is_satisfaction AND NOT is_awareness AND kind = 'numeric' AND unit = 'percent' AND operator IN ('≥', '>', '=') AND value < $low
  -- What is unwanted should be low, and a change is no level.
  AND NOT regexp_matches(name, '不满意|投诉|差评|不达标')
  AND NOT (value < $very_low AND regexp_matches(CONCAT(name, ' ', COALESCE(description, ''), ' ', text), '提升|提高|增长|增加|较上|比上|较去|同比|上升'))
ORDER BY document_id, project_id, indicator_no
