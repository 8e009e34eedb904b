-- id:           PRC-010
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- parameters:   least_yuan = procurement.least_purchase
-- title.zh:     购买性项目没有列入政府采购表
-- title.en:     A project that buys something is not in the procurement table
-- message.zh:   项目“{name}”预算{budget_yuan}，从名称看涉及采购，政府采购表没有列。
-- message.en:   Project “{name}” ({budget_yuan}) buys something by its name, and the procurement table does not list it.
-- remedy.zh:    请补列采购预算；不属政府采购范围（如限额以下、工资性支出）的，请说明。
-- remedy.en:    Add it, or say why it is outside of government procurement (below the limit, wages).
-- not_covered.zh: 没有采购表的文件（PRC-011）；名称看不出采购的项目
-- not_covered.en: documents without the table (PRC-011); projects whose names do not tell
WITH has_table AS (
    SELECT document_id, COUNT(project_id) AS matched
    FROM procurement_lines
    WHERE role = 'item'
    GROUP BY document_id
), bought AS (
    SELECT document_id, project_key FROM procurement_lines WHERE role = 'item' GROUP BY document_id, project_key
)
SELECT projects.document_id, projects.project_id, projects.name, projects.budget_yuan, projects.budget_source, projects.name_source AS source
FROM projects
JOIN has_table ON has_table.document_id = projects.document_id
LEFT JOIN bought ON bought.document_id = projects.document_id AND bought.project_key = projects.name_key
WHERE projects.scope = 'project' AND has_table.matched > 0 AND bought.project_key IS NULL
  AND regexp_matches(projects.name, '购置|采购|外包|劳务派遣|安保服务|保安服务|物业|委托|研究报告|报告编制|咨询')
  AND projects.budget_yuan >= $least_yuan
ORDER BY projects.document_id, projects.project_no
