-- id:           PRC-003
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13
-- title.zh:     采购金额大于项目预算
-- title.en:     More is bought than the project has
-- message.zh:   项目“{project_name}”预算{budget_yuan}，{lines}行采购合计{sum_yuan}，超出{difference_yuan}。
-- message.en:   Project “{project_name}” has {budget_yuan}; its {lines} lines of procurement add up to {sum_yuan}, {difference_yuan} more.
-- remedy.zh:    请核对采购金额和项目预算；由其他资金安排的，请说明来源。
-- remedy.en:    Check both; where other money pays for it, say which.
-- not_covered.zh: 没有印出项目预算的采购表
-- not_covered.en: tables that do not print the budget of the project
WITH bought AS (  -- one project of one agency: several may share a name
    SELECT document_id, agency, project_key, project_budget_yuan, COALESCE(project_budget_step, 0) AS budget_step, MIN(project_name) AS project_name,
           MIN(project_id) AS project_id, SUM(amount_yuan) AS sum_yuan, SUM(COALESCE(amount_step, 0)) AS steps, COUNT(*) AS lines, MIN(source) AS source
    FROM procurement_lines
    WHERE role = 'item' AND project_key IS NOT NULL
    GROUP BY document_id, agency, project_key, project_budget_yuan, COALESCE(project_budget_step, 0)
)
SELECT document_id, project_id, project_name, project_budget_yuan AS budget_yuan, sum_yuan, lines, sum_yuan - project_budget_yuan AS difference_yuan, source
FROM bought
WHERE 2 * (sum_yuan - project_budget_yuan) > steps + budget_step
ORDER BY document_id, project_name
