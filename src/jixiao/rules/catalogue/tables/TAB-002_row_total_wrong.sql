-- id:           TAB-002
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- parameters:   few_rows = tables.few_rows
-- title.zh:     行内各列之和与合计不符
-- title.en:     The columns of a row do not add up to its total
-- message.zh:   《{table_title}》“{name}”行的“{column_name}”为{amount_yuan}，同行各组成列合计为{sum_yuan}，相差{difference_yuan}；请先核对“{suspect_column}”的{suspect_yuan}。
-- message.en:   In “{table_title}”, row “{name}” prints {amount_yuan} under “{column_name}”, while its parts add up to {sum_yuan}: a difference of {difference_yuan}. Look at {suspect_yuan} under “{suspect_column}” first.
-- remedy.zh:    请核对该行的合计列和各组成列，更正后检查上级科目和合计行。
-- remedy.en:    Check the total and the parts of the row, correct the wrong one, then look at the codes above and the total row.
-- not_covered.zh: 含义不明的列；未印合计的行；多数行都加不拢的表（列的含义多半另有约定）；科目上下级（TAB-001）；三公经费各项（TAB-022）
-- not_covered.en: tables with a column that is not understood; rows without a total; tables where most rows do not add up (their columns mean something else); roll-ups of codes (TAB-001); three-public items (TAB-022)
WITH summed AS (  -- the facts know which column sums which
    SELECT document_id, table_id, line_no, part_of, SUM(amount_yuan) AS sum_yuan, SUM(COALESCE(amount_step, 0)) AS steps, COUNT(*) AS parts
    FROM budget_amounts
    GROUP BY document_id, table_id, line_no, part_of
), compared AS (
    SELECT whole.document_id, whole.table_id, whole.line_no, whole.column_no, COALESCE(whole.name, whole.code) AS name, whole.column_name,
           whole.amount_yuan, whole.source, summed.sum_yuan, summed.parts, ABS(whole.amount_yuan - summed.sum_yuan) AS difference_yuan,
           summed.steps + COALESCE(whole.amount_step, 0) AS steps
    FROM summed
    JOIN budget_amounts AS whole ON whole.document_id = summed.document_id AND whole.table_id = summed.table_id AND whole.line_no = summed.line_no
                                AND whole.column_name = summed.part_of
), counted AS (
    SELECT document_id, table_id, COUNT(*) AS rows_compared, SUM(CASE WHEN 2 * difference_yuan > steps THEN 1 ELSE 0 END) AS rows_wrong
    FROM compared
    GROUP BY document_id, table_id
), wrong AS (  -- a sum in the middle of a row that is wrong breaks two sums: the inner one is told
    SELECT compared.*, ROW_NUMBER() OVER (PARTITION BY compared.document_id, compared.table_id, compared.line_no
                                          ORDER BY compared.column_no DESC) AS place
    FROM compared
    WHERE 2 * compared.difference_yuan > compared.steps
), suspect AS (  -- the cell of the row that breaks the sum of its column by the same amount; where none does, the sum of the row
    SELECT wrong.document_id, wrong.table_id, wrong.line_no, cell.column_name, cell.amount_yuan, cell.source,
           ROW_NUMBER() OVER (PARTITION BY wrong.document_id, wrong.table_id, wrong.line_no
                              ORDER BY CASE WHEN cell.column_gap_yuan IS NULL THEN 2 ELSE 1 END, cell.column_no DESC) AS place
    FROM wrong
    JOIN budget_amounts AS cell ON cell.document_id = wrong.document_id AND cell.table_id = wrong.table_id AND cell.line_no = wrong.line_no
    WHERE wrong.place = 1
      AND (cell.column_name = wrong.column_name
           OR (cell.part_of = wrong.column_name AND 2 * ABS(ABS(cell.column_gap_yuan) - wrong.difference_yuan) <= wrong.steps))
)
SELECT wrong.document_id, budget_tables.title AS table_title, wrong.name, wrong.column_name, wrong.amount_yuan, wrong.sum_yuan, wrong.parts,
       wrong.difference_yuan, suspect.column_name AS suspect_column, suspect.amount_yuan AS suspect_yuan, suspect.source AS suspect_source,
       wrong.source AS amount_source, wrong.source
FROM wrong
JOIN suspect ON suspect.document_id = wrong.document_id AND suspect.table_id = wrong.table_id AND suspect.line_no = wrong.line_no AND suspect.place = 1
JOIN counted ON counted.document_id = wrong.document_id AND counted.table_id = wrong.table_id
JOIN budget_tables ON budget_tables.document_id = wrong.document_id AND budget_tables.table_id = wrong.table_id
WHERE wrong.place = 1
  AND (counted.rows_wrong <= $few_rows OR 2 * counted.rows_wrong <= counted.rows_compared)
ORDER BY wrong.document_id, wrong.table_id, wrong.line_no
