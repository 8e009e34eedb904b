-- id:           FND-008
-- severity:     info
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   least = funding.smallest_project
-- title.zh:     项目金额很小，可考虑归并
-- title.en:     A very small project that might be merged
-- message.zh:   项目预算只有{budget_yuan}。
-- message.en:   The project has only {budget_yuan}.
-- remedy.zh:    请说明单独立项的必要；同类支出可归并为一个项目，绩效目标一并编制。
-- remedy.en:    Say why it is a project of its own; spending of the same kind can be one project with one set of targets.
-- not_covered.zh: 预算为零或空白（FND-009）；被拆成若干小项目的同一事项
-- not_covered.en: a budget of zero or none (FND-009); one matter that was split into several small projects
SELECT document_id, project_id, budget_yuan, budget_source, budget_source AS source, confidence
FROM projects
WHERE scope = 'project' AND budget_yuan > 0 AND budget_yuan < $least
ORDER BY document_id, project_id;
