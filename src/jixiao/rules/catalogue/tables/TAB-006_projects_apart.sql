-- id:           TAB-006
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- title.zh:     项目支出与项目支出表不符
-- title.en:     Project expenditure differs from the list of projects
-- message.zh:   部门支出总表的项目支出为{project_yuan}，项目支出表{projects}个项目合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   The expenditure table prints {project_yuan} of project expenditure; the {projects} projects of the list add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对项目支出表是否漏列项目，或支出总表的项目支出是否有误。
-- remedy.en:    Check whether the list leaves a project out or the expenditure table is wrong.
-- not_covered.zh: 没有项目支出表；目标表与支出总表的比较（FND-010）；有金额空白的项目
-- not_covered.en: documents without a list of projects; target forms against the table (FND-010); lists with blank amounts
WITH listed AS (  -- money of the year and money carried over may stand in two lists
    SELECT document_id, SUM(amount_yuan) AS sum_yuan, SUM(COALESCE(amount_step, 0)) AS steps, COUNT(*) AS projects,
           COUNT(*) - COUNT(amount_yuan) AS blank, MIN(source) AS source
    FROM project_list
    GROUP BY document_id
), listed_of_year AS (
    SELECT document_id, SUM(amount_yuan) AS sum_yuan
    FROM project_list
    WHERE kind = 'T12_projects'
    GROUP BY document_id
), figure AS (
    SELECT document_id, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM key_figures
    WHERE metric = 'project' AND kind = 'T03_expenditure' AND row_gap_yuan IS NULL
)
SELECT figure.document_id, figure.amount_yuan AS project_yuan, figure.source AS project_source, listed.sum_yuan, listed.projects,
       ABS(figure.amount_yuan - listed.sum_yuan) AS difference_yuan, figure.source
FROM figure
JOIN listed ON listed.document_id = figure.document_id
LEFT JOIN listed_of_year ON listed_of_year.document_id = figure.document_id
WHERE listed.blank = 0
  AND 2 * ABS(figure.amount_yuan - listed.sum_yuan) > figure.step + listed.steps
  AND 2 * ABS(figure.amount_yuan - COALESCE(listed_of_year.sum_yuan, listed.sum_yuan)) > figure.step + listed.steps
ORDER BY figure.document_id
