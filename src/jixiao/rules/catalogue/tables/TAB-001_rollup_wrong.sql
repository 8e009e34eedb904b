-- id:           TAB-001
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- parameters:   few_rows = tables.few_rows
-- title.zh:     科目上下级金额不符
-- title.en:     A code is not the sum of the codes below it
-- message.zh:   《{table_title}》科目{code}“{name}”的“{column_name}”为{amount_yuan}，下级{parts}个科目合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, code {code} “{name}” prints {amount_yuan} under “{column_name}”, while the {parts} codes below it add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对该科目及其下级科目的金额，更正后检查合计行和说明文字。
-- remedy.en:    Check the code and those below it, correct the wrong one, then look at the total row and the narrative.
-- not_covered.zh: 没有印出下级科目的表；同一编码出现多次的表；行内各列加不拢且相差同一金额的行（TAB-002）；合计行（TAB-003）；多数科目都加不拢的表
-- not_covered.en: tables that do not print the lower codes; tables that print a code more than once; a row whose columns differ by the same amount (TAB-002); the total row (TAB-003); tables where most codes do not add up
WITH line_of_code AS (  -- a code that stands twice in a table (one block for each agency) rolls up to nothing that we know
    SELECT document_id, table_id, code, MIN(line_no) AS line_no
    FROM budget_lines
    WHERE code_length IS NOT NULL
    GROUP BY document_id, table_id, code
    HAVING COUNT(*) = 1
), cell AS (
    SELECT line.document_id, line.table_id, line.code, line.name, line.parent_code, line.source AS line_source,
           amount.column_no, amount.column_name, amount.amount_yuan, COALESCE(amount.amount_step, 0) AS step,
           amount.row_gap_yuan, amount.source
    FROM line_of_code AS own
    JOIN budget_lines AS line ON line.document_id = own.document_id AND line.table_id = own.table_id AND line.line_no = own.line_no
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
), below AS (
    SELECT document_id, table_id, parent_code AS code, column_no, column_name,
           SUM(amount_yuan) AS sum_yuan, SUM(step) AS steps, COUNT(*) AS parts
    FROM cell
    GROUP BY document_id, table_id, parent_code, column_no, column_name
), compared AS (
    SELECT below.document_id, below.table_id, below.code, line.name, line.parent_code, below.column_no, below.column_name, below.parts,
           below.sum_yuan, COALESCE(cell.amount_yuan, 0) AS amount_yuan, COALESCE(cell.source, line.source) AS source,
           COALESCE(cell.amount_yuan, 0) - below.sum_yuan AS difference_yuan,
           below.steps + COALESCE(cell.step, 0) AS steps
    FROM below
    JOIN line_of_code AS own ON own.document_id = below.document_id AND own.table_id = below.table_id AND own.code = below.code
    JOIN budget_lines AS line ON line.document_id = own.document_id AND line.table_id = own.table_id AND line.line_no = own.line_no
    LEFT JOIN cell ON cell.document_id = below.document_id AND cell.table_id = below.table_id AND cell.code = below.code
                  AND cell.column_name = below.column_name
), wrong AS (
    SELECT * FROM compared WHERE 2 * ABS(difference_yuan) > steps
), cause AS (  -- a wrong row breaks the sum of its own parts and the sum that it is a part of: only the former is told
    SELECT upper.document_id, upper.table_id, upper.code, upper.column_name
    FROM wrong AS upper
    JOIN wrong AS lower ON lower.document_id = upper.document_id AND lower.table_id = upper.table_id
                       AND lower.parent_code = upper.code AND lower.column_name = upper.column_name
                       AND 2 * ABS(lower.difference_yuan + upper.difference_yuan) <= lower.steps + upper.steps
), of_a_row AS (  -- a cell of the sum breaks the sum of its own row by the same amount: TAB-002 tells that row
    SELECT wrong.document_id, wrong.table_id, wrong.code, wrong.column_name
    FROM wrong
    JOIN cell ON cell.document_id = wrong.document_id AND cell.table_id = wrong.table_id AND cell.column_name = wrong.column_name
             AND (cell.code = wrong.code OR cell.parent_code = wrong.code)
    WHERE 2 * ABS(ABS(cell.row_gap_yuan) - ABS(wrong.difference_yuan)) <= wrong.steps
    GROUP BY wrong.document_id, wrong.table_id, wrong.code, wrong.column_name
), counted AS (
    SELECT document_id, table_id, COUNT(*) AS compared, SUM(CASE WHEN 2 * ABS(difference_yuan) > steps THEN 1 ELSE 0 END) AS broken
    FROM compared
    GROUP BY document_id, table_id
), told AS (
    SELECT wrong.*, ROW_NUMBER() OVER (PARTITION BY wrong.document_id, wrong.table_id, wrong.code ORDER BY wrong.column_no, wrong.column_name, wrong.source) AS place
    FROM wrong
    LEFT JOIN cause ON cause.document_id = wrong.document_id AND cause.table_id = wrong.table_id
                   AND cause.code = wrong.code AND cause.column_name = wrong.column_name
    LEFT JOIN of_a_row ON of_a_row.document_id = wrong.document_id AND of_a_row.table_id = wrong.table_id
                      AND of_a_row.code = wrong.code AND of_a_row.column_name = wrong.column_name
    JOIN counted ON counted.document_id = wrong.document_id AND counted.table_id = wrong.table_id
    WHERE cause.code IS NULL AND of_a_row.code IS NULL
      AND (counted.broken <= $few_rows OR 2 * counted.broken <= counted.compared)
)
SELECT told.document_id, budget_tables.title AS table_title, told.code, told.name, told.column_name, told.amount_yuan, told.sum_yuan, told.parts,
       ABS(told.difference_yuan) AS difference_yuan, told.source AS amount_source, told.source
FROM told
JOIN budget_tables ON budget_tables.document_id = told.document_id AND budget_tables.table_id = told.table_id
WHERE told.place = 1
ORDER BY told.document_id, told.table_id, told.code
