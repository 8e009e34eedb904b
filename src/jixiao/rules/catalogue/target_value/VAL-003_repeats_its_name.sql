-- id:           VAL-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     指标值重复指标名称
-- title.en:     A target that repeats its name
-- message.zh:   “{name}”的指标值是“{value_text}”，只重复了名称，没有可以核实的标准。
-- message.en:   The target of “{name}” is “{value_text}”: it repeats the name and sets no standard.
-- remedy.zh:    请写明数量、时间、比率或可以核实的标准。
-- remedy.en:    Give a number, a time, a rate or a standard that can be checked.
-- not_covered.zh: 只有“提升”“保障”等两个字的指标值（VAL-002）；名称为设问的指标（满足程度：满足）；满意度（IND-017）
-- not_covered.en: bare verbs of two characters (VAL-002); names that ask (degree to which …); satisfaction (IND-017)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder AND level2_code IS DISTINCT FROM 'satisfaction.beneficiary'
  AND kind IN ('qualitative', 'relative_qualitative', 'state', 'schedule', 'narrative', 'deadline')
  AND (
      text_key = name_key
      OR issues LIKE '%;tautology;%'
      -- A name that asks (程度, 情况, 是否, 率) is answered by a word of its own; a bare verb of two characters is vague (VAL-002).
      OR kind <> 'deadline' AND length(text_key) >= 3 AND contains(name_key, text_key) AND NOT regexp_matches(name, '程度|情况|是否|[度率性][）)]?$')
  )
ORDER BY document_id, project_id, indicator_no
