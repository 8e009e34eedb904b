-- id:           TAB-018
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- yields_to:    TAB-002, TAB-003, TAB-004
-- title.zh:     表间合计不符
-- title.en:     Totals differ between tables
-- message.zh:   《{table_title}》“{label}”为{amount_yuan}，《{other_title}》“{other_label}”为{other_yuan}，相差{difference_yuan}。
-- message.en:   “{table_title}” prints {amount_yuan} for “{label}”, “{other_title}” {other_yuan} for “{other_label}”: a difference of {difference_yuan}.
-- remedy.zh:    请核对两张表的合计，更正后检查说明文字中的同一数字。
-- remedy.en:    Check both totals, correct one, then look for the same figure in the narrative.
-- not_covered.zh: 口径不同的总计（部门收支与财政拨款收支）；基本支出（TAB-005）
-- not_covered.en: totals of different money (all against fiscal); basic expenditure (TAB-005)
WITH figure AS (
    SELECT key_figures.document_id, key_figures.table_id, key_figures.kind, budget_tables.title, budget_tables.table_no, key_figures.label,
           key_figures.amount_yuan, COALESCE(key_figures.amount_step, 0) AS step, key_figures.source,
           CASE
               WHEN key_figures.metric IN ('total_income', 'total_expenditure') AND key_figures.kind IN ('T01_total', 'T02_income', 'T03_expenditure') THEN 'total'
               WHEN key_figures.metric = 'general' AND key_figures.kind IN ('T04_fiscal_total', 'T05_general', 'FA04_fiscal_total', 'FA05_general') THEN 'general'
               WHEN key_figures.metric = 'fund' AND key_figures.kind IN ('T04_fiscal_total', 'T08_fund', 'FA04_fiscal_total', 'FA08_fund') THEN 'fund'
               WHEN key_figures.metric = 'state_capital'
                    AND key_figures.kind IN ('T04_fiscal_total', 'T09_state_capital', 'FA04_fiscal_total', 'FA09_state_capital') THEN 'state_capital'
               WHEN key_figures.metric = 'current_income' AND key_figures.kind IN ('FA01_total', 'FA02_income') THEN 'income'
               WHEN key_figures.metric = 'current_expenditure' AND key_figures.kind IN ('FA01_total', 'FA03_expenditure') THEN 'expenditure'
           END AS tie
    FROM key_figures
    JOIN budget_tables ON budget_tables.document_id = key_figures.document_id AND budget_tables.table_id = key_figures.table_id
    WHERE key_figures.row_gap_yuan IS NULL  -- TAB-002 tells rows that do not add up
), counted AS (
    SELECT document_id, tie, amount_yuan, COUNT(*) AS prints, MIN(table_no) AS first_table
    FROM figure
    GROUP BY document_id, tie, amount_yuan
), common AS (  -- what most tables print; of two that say different things the first
    SELECT document_id, tie, amount_yuan, ROW_NUMBER() OVER (PARTITION BY document_id, tie ORDER BY prints DESC, first_table, amount_yuan) AS place
    FROM counted
), reference AS (
    SELECT figure.*, ROW_NUMBER() OVER (PARTITION BY figure.document_id, figure.tie ORDER BY figure.table_no, figure.source, figure.label) AS print_no
    FROM figure
    JOIN common ON common.document_id = figure.document_id AND common.tie = figure.tie AND common.amount_yuan = figure.amount_yuan AND common.place = 1
), wrong AS (
    SELECT figure.document_id, figure.title AS table_title, figure.label, figure.amount_yuan, figure.source, reference.title AS other_title,
           reference.label AS other_label, reference.amount_yuan AS other_yuan, reference.source AS other_source,
           ABS(figure.amount_yuan - reference.amount_yuan) AS difference_yuan,
           ROW_NUMBER() OVER (PARTITION BY figure.document_id, figure.table_id, figure.tie ORDER BY figure.label, figure.source, figure.amount_yuan) AS place
    FROM figure
    JOIN reference ON reference.document_id = figure.document_id AND reference.tie = figure.tie AND reference.print_no = 1
    WHERE 2 * ABS(figure.amount_yuan - reference.amount_yuan) > figure.step + reference.step
)
SELECT document_id, table_title, label, amount_yuan, source AS amount_source, other_title, other_label, other_yuan, other_source, difference_yuan, source
FROM wrong
WHERE place = 1
ORDER BY document_id, source
