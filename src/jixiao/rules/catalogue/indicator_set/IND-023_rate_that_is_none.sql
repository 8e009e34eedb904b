-- id:           IND-023
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- yields_to:    IND-013
-- title.zh:     名称是比率，值不是
-- title.en:     A name that says rate and a value that is none
-- message.zh:   指标“{name}”的值是“{value_text}”，名称说的是比率。
-- message.en:   Indicator “{name}” is a rate by its name, and its target is “{value_text}”.
-- remedy.zh:    请改写名称或改用百分比。
-- remedy.en:    Change the name, or give a percentage.
-- not_covered.zh: 相对变化（提高百分之几）
-- not_covered.en: relative changes
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND is_rate_name AND dimension IS DISTINCT FROM 'ratio' AND unit IS DISTINCT FROM 'percent'
  AND kind IN ('numeric', 'range', 'qualitative', 'state') AND NOT regexp_matches(text, '全部|全覆盖|合格|达标|百分|[0-9]成')
ORDER BY document_id, project_id, indicator_no
