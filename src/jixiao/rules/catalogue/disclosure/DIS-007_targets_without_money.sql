-- id:           DIS-007
-- severity:     info
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- yields_to:    FND-009
-- title.zh:     公开绩效目标而没有金额
-- title.en:     Targets are published without money
-- message.zh:   项目“{name}”公开了绩效目标，年度资金一栏空白。
-- message.en:   Project “{name}” has targets, and its budget is blank.
-- remedy.zh:    请补列年度资金。
-- remedy.en:    Add the money of the year.
-- not_covered.zh: 金额缺失的严重情形（FND-009）
-- not_covered.en: missing budgets as such (FND-009)
SELECT document_id, project_id, name, source AS name_source, source
FROM projects
WHERE scope = 'project' AND NOT is_described AND indicator_count > 0 AND has_budget_cell AND budget_yuan IS NULL AND unread_amounts = 0
ORDER BY document_id, project_no
