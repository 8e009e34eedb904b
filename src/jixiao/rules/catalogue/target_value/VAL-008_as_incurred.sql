-- id:           VAL-008
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, practice
-- yields_to:    IND-012
-- title.zh:     指标值是公式或“据实”
-- title.en:     A formula or “as incurred”
-- message.zh:   指标“{name}”的值“{value_text}”不是目标，执行多少都算完成。
-- message.en:   The value “{value_text}” of “{name}” is no target: whatever happens meets it.
-- remedy.zh:    请按历史数据或测算写明预计数，注明测算依据。
-- remedy.en:    Give the number expected from past data or an estimate, and its basis.
-- not_covered.zh: 规定的时间和标准（如“按规定发放”）
-- not_covered.en: statutory times and standards
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind = 'formula'
ORDER BY document_id, project_id, indicator_no
