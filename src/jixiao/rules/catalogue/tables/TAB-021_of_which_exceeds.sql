-- id:           TAB-021
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- title.zh:     分列项与所属行不符
-- title.en:     The rows below a row do not make its amount
-- message.zh:   《{table_title}》“{name}”行的“{column_name}”为{amount_yuan}，其下分列的{parts}项合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, row “{name}” prints {amount_yuan} under “{column_name}”, and the {parts} rows listed below it add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对该行及其分列项；只列一部分的，请写明“其中”。
-- remedy.en:    Check the row and those below it; where only some parts are listed, say “of which”.
-- not_covered.zh: “其中”项小于所属行；分列项的下一级；有编码的科目（TAB-001）；三公经费（TAB-022）
-- not_covered.en: rows of which that are less than the row above; parts of such parts; codes (TAB-001); three-public expenses (TAB-022)
WITH part AS (  -- rows 1. 2. 3. are all parts of the row above; a row 其中 is one of several
    SELECT line.document_id, line.table_id, line.part_of_line, amount.column_name, SUM(amount.amount_yuan) AS sum_yuan,
           SUM(COALESCE(amount.amount_step, 0)) AS steps, COUNT(*) AS parts, BOOL_AND(line.is_numbered) AS all_numbered
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    WHERE line.kind IN ('T01_total', 'T04_fiscal_total', 'FA01_total', 'FA04_fiscal_total')
    GROUP BY line.document_id, line.table_id, line.part_of_line, amount.column_name
), printed AS (  -- a single number is no list of all parts
    SELECT document_id, table_id, part_of_line, COUNT(*) AS lines
    FROM budget_lines
    GROUP BY document_id, table_id, part_of_line
), compared AS (
    SELECT part.document_id, part.table_id, whole.name, whole.column_no, whole.column_name, whole.amount_yuan, whole.source, part.sum_yuan, part.parts,
           ROW_NUMBER() OVER (PARTITION BY part.document_id, part.table_id, part.part_of_line ORDER BY whole.column_no) AS place
    FROM part
    JOIN printed ON printed.document_id = part.document_id AND printed.table_id = part.table_id AND printed.part_of_line = part.part_of_line
    JOIN budget_amounts AS whole ON whole.document_id = part.document_id AND whole.table_id = part.table_id AND whole.line_no = part.part_of_line
                                AND whole.column_name = part.column_name
    WHERE 2 * (part.sum_yuan - whole.amount_yuan) > part.steps + COALESCE(whole.amount_step, 0)
       OR (part.all_numbered AND printed.lines > 1
           AND 2 * (whole.amount_yuan - part.sum_yuan) > part.steps + COALESCE(whole.amount_step, 0))
)
SELECT compared.document_id, budget_tables.title AS table_title, compared.name, compared.column_name, compared.amount_yuan, compared.sum_yuan, compared.parts,
       ABS(compared.amount_yuan - compared.sum_yuan) AS difference_yuan, compared.source AS amount_source, compared.source
FROM compared
JOIN budget_tables ON budget_tables.document_id = compared.document_id AND budget_tables.table_id = compared.table_id
WHERE compared.place = 1
ORDER BY compared.document_id, compared.table_id, compared.source
