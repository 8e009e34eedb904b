-- id:           FND-009
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, practice
-- title.zh:     项目没有预算或预算不是正数
-- title.en:     A project without money, or with none above zero
-- message.zh:   年度资金填为{budget_yuan}。
-- message.en:   The money of the year is {budget_yuan}.
-- remedy.zh:    请填写批复的预算数；未安排资金的项目不应公开绩效目标表，全部使用结转资金的请在结转栏填写。
-- remedy.en:    Enter the approved amount; a project without money has no target form, and one that only spends money carried over names it there.
-- not_covered.zh: 没有年度资金栏的表样（DIS-007）；自评表上合计行没有金额、分项却有的（EVA-010）；仅有文字介绍的项目；金额未读懂的表样；只用结转资金的项目；部门整体绩效目标表
-- not_covered.en: forms without the cell (DIS-007); self-evaluations whose parts have money (EVA-010); projects described in prose; forms with an amount that could not be read; projects that only
--   spend money carried over; targets of whole departments

-- Where the total is blank although sources of money are filled in, the total is forgotten: a warning.
WITH parts AS (
    SELECT document_id, project_id, SUM(amount_yuan) AS parts_yuan
    FROM funding_lines
    WHERE is_component
    GROUP BY document_id, project_id
)

SELECT p.document_id, p.project_id, p.budget_yuan, p.budget_source, COALESCE(p.budget_source, p.source) AS source, p.confidence,
       CASE WHEN p.budget_yuan IS NULL AND parts.parts_yuan > 0 THEN 'warning' ELSE 'error' END AS severity
FROM projects p
LEFT JOIN parts ON parts.document_id = p.document_id AND parts.project_id = p.project_id
LEFT JOIN evaluations e ON e.document_id = p.document_id AND e.project_id = p.project_id
WHERE p.scope = 'project' AND NOT p.is_described AND p.has_budget_cell
      AND (p.budget_yuan IS NULL OR p.budget_yuan <= 0)
      AND COALESCE(p.carryover_yuan, 0) <= 0 AND COALESCE(p.unread_amounts, 0) = 0
      AND NOT COALESCE(e.is_total_row_blank, FALSE)
ORDER BY p.document_id, p.project_id;
