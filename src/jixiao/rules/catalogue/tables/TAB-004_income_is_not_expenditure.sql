-- id:           TAB-004
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- yields_to:    TAB-003
-- title.zh:     收入总计与支出总计不等
-- title.en:     Total income differs from total expenditure
-- message.zh:   《{table_title}》收入总计为{income_yuan}，支出总计为{expenditure_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, total income is {income_yuan} and total expenditure {expenditure_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对两侧的总计、结转和结余。
-- remedy.en:    Check both totals, and what is carried over on either side.
-- not_covered.zh: 没有印出总计的表
-- not_covered.en: tables that print no totals
WITH figure AS (
    SELECT document_id, table_id, kind, metric, amount_yuan, amount_step, source
    FROM key_figures
    WHERE kind IN ('T01_total', 'T04_fiscal_total', 'FA01_total', 'FA04_fiscal_total')
)
SELECT income.document_id, budget_tables.title AS table_title, income.amount_yuan AS income_yuan, income.source AS income_source,
       expenditure.amount_yuan AS expenditure_yuan, expenditure.source AS expenditure_source,
       ABS(income.amount_yuan - expenditure.amount_yuan) AS difference_yuan, expenditure.source
FROM figure AS income
JOIN figure AS expenditure ON expenditure.document_id = income.document_id AND expenditure.table_id = income.table_id
                          AND ((income.metric = 'total_income' AND expenditure.metric = 'total_expenditure')
                               OR (income.metric = 'fiscal_income' AND expenditure.metric = 'fiscal_expenditure'))
JOIN budget_tables ON budget_tables.document_id = income.document_id AND budget_tables.table_id = income.table_id
WHERE 2 * ABS(income.amount_yuan - expenditure.amount_yuan) > COALESCE(income.amount_step, 0) + COALESCE(expenditure.amount_step, 0)
ORDER BY income.document_id, income.table_id
