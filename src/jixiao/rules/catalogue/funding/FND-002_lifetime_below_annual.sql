-- id:           FND-002
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     项目总额小于年度资金总额
-- title.en:     Money of the whole period below that of the year
-- message.zh:   项目总额为{lifetime_yuan}，小于年度资金总额{budget_yuan}。
-- message.en:   The whole project has {lifetime_yuan}, less than the {budget_yuan} of this year alone.
-- remedy.zh:    请核对项目总额；一年期项目的项目总额应等于年度资金总额，多年期项目应为各年之和。
-- remedy.en:    Check the total of the project: for a project of one year it equals the money of the year, otherwise it is the sum of all years.
-- not_covered.zh: 未印项目总额的表样；项目总额偏小但不小于年度资金（FND-005）
-- not_covered.en: forms that print no total; a total that is too small but not below the year (FND-005)
SELECT document_id, project_id, lifetime_yuan, lifetime_source, budget_yuan, budget_source,
       lifetime_source AS source, confidence
FROM projects
WHERE 2 * (budget_yuan - lifetime_yuan) > COALESCE(lifetime_step, 0) + COALESCE(budget_step, 0)
ORDER BY document_id, project_id;
