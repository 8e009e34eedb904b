-- id:           IND-016
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     满意度指标不是满意度
-- title.en:     A satisfaction that is none
-- message.zh:   满意度指标“{name}”（{value_text}）测的不是服务对象的满意程度。
-- message.en:   The satisfaction “{name}” ({value_text}) does not measure whether those served are satisfied.
-- remedy.zh:    请改为服务对象满意度，原指标改列效益。
-- remedy.en:    Ask those served, and move this one to benefit.
-- not_covered.zh: 安全感、幸福感等接近满意度的数值指标
-- not_covered.en: numeric targets of safety or well-being, which come near
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level1_code = 'satisfaction' AND NOT is_satisfaction
  AND (kind IN ('qualitative', 'relative_qualitative', 'relative_numeric', 'narrative', 'state') OR is_awareness OR regexp_matches(name, '效率|意识|知晓'))
ORDER BY document_id, project_id, indicator_no
