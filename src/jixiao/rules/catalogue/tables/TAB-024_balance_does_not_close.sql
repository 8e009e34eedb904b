-- id:           TAB-024
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- yields_to:    TAB-002, TAB-003
-- title.zh:     年初结转、收入、支出与年末结转不平
-- title.en:     Opening balance, income and expenditure do not make the closing balance
-- message.zh:   《{table_title}》“{name}”行：年初结转{opening_yuan}，本年收入{income_yuan}，本年支出{expenditure_yuan}，年末结转应为{due_yuan}，表中为{closing_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, row “{name}”: {opening_yuan} at the beginning, income {income_yuan}, expenditure {expenditure_yuan}, which leaves {due_yuan}; the table prints {closing_yuan}, a difference of {difference_yuan}.
-- remedy.zh:    请核对年初、年末结转和结余；有收回、调剂的，请加注说明。
-- remedy.en:    Check both balances; where money was taken back or moved, say so in a note.
-- not_covered.zh: 没有印出结转列的表；两级以上的结转列
-- not_covered.en: tables without columns for the balances; balances in several columns
WITH balance AS (
    SELECT document_id, table_id, line_no, MIN(COALESCE(name, code)) AS name,
           SUM(CASE column_role WHEN 'carryover' THEN amount_yuan ELSE 0 END) AS opening_yuan,
           SUM(CASE column_role WHEN 'current_income' THEN amount_yuan ELSE 0 END) AS income_yuan,
           SUM(CASE column_role WHEN 'current_expenditure' THEN amount_yuan ELSE 0 END) AS expenditure_yuan,
           SUM(CASE column_role WHEN 'carryover_out' THEN amount_yuan ELSE 0 END) AS closing_yuan,
           SUM(COALESCE(amount_step, 0)) AS steps, MAX(source) AS source
    FROM budget_amounts
    WHERE column_role IN ('carryover', 'current_income', 'current_expenditure', 'carryover_out')
      AND kind IN ('FA05_general', 'FA08_fund', 'FA09_state_capital')
      AND row_gap_yuan IS NULL
    GROUP BY document_id, table_id, line_no
), complete AS (  -- the table prints all four columns, each once
    SELECT document_id, table_id
    FROM (SELECT document_id, table_id, column_role, COUNT(DISTINCT column_name) AS columns_of_role
          FROM budget_amounts
          WHERE column_role IN ('carryover', 'current_income', 'current_expenditure', 'carryover_out')
          GROUP BY document_id, table_id, column_role) AS role
    GROUP BY document_id, table_id
    HAVING MAX(columns_of_role) = 1
       -- a column that is blank everywhere is not among the amounts: income and expenditure must be there, and one of the balances
       AND SUM(CASE WHEN column_role IN ('current_income', 'current_expenditure') THEN 1 ELSE 0 END) = 2 AND COUNT(*) >= 3
), wrong AS (
    SELECT balance.*, opening_yuan + income_yuan - expenditure_yuan AS due_yuan,
           ROW_NUMBER() OVER (PARTITION BY balance.document_id, balance.table_id ORDER BY line_no) AS place
    FROM balance
    JOIN complete ON complete.document_id = balance.document_id AND complete.table_id = balance.table_id
    WHERE 2 * ABS(opening_yuan + income_yuan - expenditure_yuan - closing_yuan) > steps
)
SELECT wrong.document_id, budget_tables.title AS table_title, wrong.name, wrong.opening_yuan, wrong.income_yuan, wrong.expenditure_yuan, wrong.closing_yuan,
       wrong.due_yuan, ABS(wrong.due_yuan - wrong.closing_yuan) AS difference_yuan, wrong.source AS closing_source, wrong.source
FROM wrong
JOIN budget_tables ON budget_tables.document_id = wrong.document_id AND budget_tables.table_id = wrong.table_id
WHERE wrong.place = 1
ORDER BY wrong.document_id, wrong.table_id
