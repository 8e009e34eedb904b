-- id:           CST-012
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#21, practice
-- suspended:    2026-11-28
-- suspended_why.zh: 缺少有来源、有日期的各地人员经费标准清单。
-- suspended_why.en: there is no sourced and dated list of local norms of personnel cost.
-- title.zh:     人均人员经费偏离标准
-- title.en:     Personnel cost per head out of scale
-- message.zh:   “{quantity_name}”{quantity_text}，按年度预算{budget_yuan}计算人均{each_yuan}，请与当地标准比较。
-- message.en:   “{quantity_name}” {quantity_text}: with the budget of {budget_yuan} that is {each_yuan} a head; compare it with the local norm.
-- remedy.zh:    请附人员经费的核定标准。
-- remedy.en:    Add the norm by which personnel cost was set.
-- not_covered.zh: 当地标准（缺少有来源的清单）
-- not_covered.en: the local norm, for want of a sourced list
SELECT p.document_id, p.project_id, i.name AS quantity_name, i.text AS quantity_text, i.target_source AS quantity_text_source, p.budget_yuan, p.budget_source,
       ROUND(p.budget_yuan / i.value, 0) AS each_yuan, i.target_source AS source, i.confidence
FROM projects p
JOIN indicators i ON i.document_id = p.document_id AND i.project_id = p.project_id
WHERE p.scope = 'project' AND p.activity = 'wages' AND p.budget_yuan > 0 AND i.value > 0
      AND i.level2_code = 'output.quantity' AND i.kind = 'numeric' AND i.dimension = 'people' AND NOT i.is_placeholder
ORDER BY p.document_id, p.project_no, i.indicator_no
