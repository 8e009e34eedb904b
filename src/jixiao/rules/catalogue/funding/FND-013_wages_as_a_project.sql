-- id:           FND-013
-- severity:     info
-- stage:        review
-- scope:        P
-- applies_from: 2020-01-01
-- legal_basis:  integration-standard, practice
-- title.zh:     人员工资列为项目支出
-- title.en:     Wages are paid from a project
-- message.zh:   项目“{name}”用于人员工资，预算{budget_yuan}，未标明为人员类项目。
-- message.en:   “{name}” pays staff, {budget_yuan}, and is not marked as a project of personnel.
-- remedy.zh:    请确认项目类别：在职人员和长期聘用人员的工资应列人员类项目；劳务派遣等列其他运转类或特定目标类的，请说明依据和人数、标准。
-- remedy.en:    Check the kind of project: wages of own staff belong to projects of personnel; for agency workers name the basis, number and rate.
-- not_covered.zh: 名称不提人员经费的项目；发给服务对象的补贴；辅助人员的服装、装备和业务费
-- not_covered.en: projects whose names do not speak of wages; subsidies to the public; clothing, equipment and operations of auxiliary staff
SELECT document_id, project_id, name, name_source, budget_yuan, budget_source, name_source AS source, confidence
FROM projects
WHERE scope = 'project' AND activity = 'wages' AND NOT COALESCE(is_of_personnel, FALSE)
ORDER BY document_id, project_id;
