-- id:           FND-010
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, disclosure-143, practice
-- title.zh:     项目表样合计与支出总表的项目支出不一致
-- title.en:     The forms do not add up to the project expenditure of the tables
-- message.zh:   文件称绩效目标覆盖全部项目，{form_count}个项目的预算合计{forms_yuan}，支出总表的项目支出为{table_yuan}，相差{difference_yuan}。
-- message.en:   The document says that all projects have targets; its {form_count} forms add up to {forms_yuan}, the table of expenditure has
--   {table_yuan} for projects: a difference of {difference_yuan}.
-- remedy.zh:    请核对缺漏或重复的项目；如部分项目依法不公开或未编绩效目标，请在说明中写明。
-- remedy.en:    Look for a project that is missing or printed twice; if some are not published or have no targets, say so in the text.
-- not_covered.zh: 未声明覆盖全部项目的文件：只公开部分项目绩效目标是常见做法；决算；有金额未读懂的文件；有项目没有填写预算的（FND-009）
-- not_covered.en: documents that do not claim to cover all projects: publishing a part of them is common; final accounts; amounts that were not read; projects without a budget (FND-009)
WITH forms AS (
    SELECT document_id, SUM(budget_yuan) AS forms_yuan, SUM(COALESCE(budget_step, 0)) AS forms_step, COUNT(*) AS form_count,
           SUM(COALESCE(unread_amounts, 0)) AS unread_count, COUNT(budget_yuan) AS budget_count, MIN(budget_yuan) AS least_yuan
    FROM projects
    WHERE scope = 'project' AND NOT is_described
    GROUP BY document_id
),

tables AS (
    SELECT document_id, amount_yuan AS table_yuan, amount_step AS table_step, source AS table_source,
           ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY table_id, source) AS place
    FROM key_figures
    WHERE metric = 'project' AND measure = 'budget' AND kind = 'T03_expenditure'
),

compared AS (
    SELECT d.document_id, f.forms_yuan, f.form_count, t.table_yuan, t.table_source,
           ABS(f.forms_yuan - t.table_yuan) AS difference_yuan, f.forms_step + COALESCE(t.table_step, 0) AS slack
    FROM documents d
    JOIN forms f ON f.document_id = d.document_id
    JOIN tables t ON t.document_id = d.document_id AND t.place = 1
    WHERE d.covers_all_projects AND NOT d.is_final_accounts AND f.unread_count = 0 AND f.budget_count = f.form_count
          AND f.least_yuan > 0  -- a project whose money was left out is the cause: FND-009
)

SELECT document_id, forms_yuan, form_count, table_yuan, table_source, difference_yuan, table_source AS source
FROM compared
WHERE 2 * difference_yuan > slack
ORDER BY document_id;
