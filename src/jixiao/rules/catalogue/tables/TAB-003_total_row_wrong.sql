-- id:           TAB-003
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- yields_to:    TAB-002
-- title.zh:     合计行与各行之和不符
-- title.en:     The total row is not the sum of the rows
-- message.zh:   《{table_title}》“{name}”行的“{column_name}”为{amount_yuan}，应为{parts}行之和{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, row “{name}” prints {amount_yuan} under “{column_name}”; the {parts} rows that make it add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对合计行和各行金额，更正后检查其他表和说明文字中的同一数字。
-- remedy.en:    Check the total row and the rows above it, correct the wrong one, then look for the same figure in other tables and the narrative.
-- not_covered.zh: 没有合计行的表；同一编码出现多次的表；没有编码的经济分类表
-- not_covered.en: tables without a total row; tables that print a code more than once; economic tables without codes
WITH level AS (  -- the uppermost level that the table prints: classes, or items where there are no classes
    SELECT document_id, table_id, MIN(code_length) AS top_length
    FROM budget_lines
    WHERE code_length IS NOT NULL
    GROUP BY document_id, table_id
), repeated AS (
    SELECT document_id, table_id
    FROM (SELECT document_id, table_id, code FROM budget_lines WHERE code_length IS NOT NULL GROUP BY document_id, table_id, code HAVING COUNT(*) > 1) AS code
    GROUP BY document_id, table_id
), part AS (
    SELECT line.document_id, line.table_id, line.side, amount.column_name, SUM(amount.amount_yuan) AS sum_yuan,
           SUM(COALESCE(amount.amount_step, 0)) AS steps, COUNT(*) AS parts
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    LEFT JOIN level ON level.document_id = line.document_id AND level.table_id = line.table_id
    WHERE line.role = 'item'
      AND (line.code_length = level.top_length
           OR (level.top_length IS NULL AND line.kind IN ('T01_total', 'T04_fiscal_total', 'T12_projects', 'T13_projects_carry', 'FA01_total', 'FA04_fiscal_total')))
    GROUP BY line.document_id, line.table_id, line.side, amount.column_name
), top_line AS (
    SELECT line.document_id, line.table_id, line.line_no, line.side, line.code
    FROM budget_lines AS line
    LEFT JOIN level ON level.document_id = line.document_id AND level.table_id = line.table_id
    WHERE line.role IN ('total', 'current_total')
       OR (line.role = 'item' AND (level.top_length IS NULL OR line.code_length = level.top_length))
), below AS (
    SELECT line.document_id, line.table_id, line.parent_code AS code, amount.column_name, SUM(amount.amount_yuan) AS sum_yuan
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    GROUP BY line.document_id, line.table_id, line.parent_code, amount.column_name
), gap AS (  -- what a row or a class is off by within its own sum
    SELECT top_line.document_id, top_line.table_id, top_line.side, amount.column_name, ABS(amount.row_gap_yuan) AS gap_yuan
    FROM top_line
    JOIN budget_amounts AS amount ON amount.document_id = top_line.document_id AND amount.table_id = top_line.table_id AND amount.line_no = top_line.line_no
    UNION ALL
    SELECT top_line.document_id, top_line.table_id, top_line.side, amount.column_name, ABS(amount.amount_yuan - below.sum_yuan) AS gap_yuan
    FROM top_line
    JOIN budget_amounts AS amount ON amount.document_id = top_line.document_id AND amount.table_id = top_line.table_id AND amount.line_no = top_line.line_no
    JOIN below ON below.document_id = top_line.document_id AND below.table_id = top_line.table_id AND below.code = top_line.code
              AND below.column_name = amount.column_name
), total AS (  -- where a table prints 本年合计 above 总计, the rows above add up to the former
    SELECT line.document_id, line.table_id, line.side, line.name, line.role, amount.column_no, amount.column_name, amount.amount_yuan,
           COALESCE(amount.amount_step, 0) AS step, amount.source,
           RANK() OVER (PARTITION BY line.document_id, line.table_id, line.side
                        ORDER BY CASE line.role WHEN 'current_total' THEN 1 ELSE 2 END, line.line_no) AS choice
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    WHERE line.role IN ('current_total', 'total') AND line.side IS DISTINCT FROM 'nature'  -- parts and their sums stand mixed there
), closing AS (  -- 总计 = 本年合计 + what is carried over or distributed
    SELECT line.document_id, line.table_id, line.side, amount.column_name,
           SUM(CASE WHEN line.role IN ('carryover', 'carryover_out') THEN 0 ELSE amount.amount_yuan END) AS current_yuan,
           SUM(CASE WHEN line.role IN ('carryover', 'carryover_out') THEN amount.amount_yuan ELSE 0 END) AS carried_yuan,
           MAX(CASE WHEN line.role IN ('carryover', 'carryover_out') THEN amount.amount_yuan ELSE 0 END) AS most_carried_yuan,
           SUM(COALESCE(amount.amount_step, 0)) AS steps, COUNT(*) AS parts, BOOL_OR(line.role = 'current_total') AS has_current
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    WHERE line.role IN ('current_total', 'carryover', 'carryover_out', 'surplus_used', 'surplus_distributed')
    GROUP BY line.document_id, line.table_id, line.side, amount.column_name
), carried AS (  -- what stands beside the items where no 本年合计 is printed: one carry-over may be split in the rows below it
    SELECT line.document_id, line.table_id, line.side, amount.column_name, SUM(amount.amount_yuan) AS all_yuan, MAX(amount.amount_yuan) AS most_yuan,
           SUM(amount.amount_step) AS steps
    FROM budget_lines AS line
    JOIN budget_amounts AS amount ON amount.document_id = line.document_id AND amount.table_id = line.table_id AND amount.line_no = line.line_no
    WHERE line.role IN ('carryover', 'carryover_out', 'surplus_used', 'surplus_distributed')
    GROUP BY line.document_id, line.table_id, line.side, amount.column_name
), compared AS (
    SELECT total.document_id, total.table_id, total.side, total.name, total.column_no, total.column_name, total.amount_yuan, total.source,
           part.sum_yuan, CASE WHEN total.role = 'total' THEN COALESCE(carried.all_yuan, 0) ELSE 0 END AS carried_yuan,
           CASE WHEN total.role = 'total' THEN COALESCE(carried.most_yuan, 0) ELSE 0 END AS most_carried_yuan, part.parts,
           part.steps + total.step + COALESCE(carried.steps, 0) AS steps
    FROM total
    JOIN part ON part.document_id = total.document_id AND part.table_id = total.table_id AND part.side IS NOT DISTINCT FROM total.side
             AND part.column_name = total.column_name
    LEFT JOIN carried ON carried.document_id = total.document_id AND carried.table_id = total.table_id
                     AND carried.side IS NOT DISTINCT FROM total.side AND carried.column_name = total.column_name
    WHERE total.choice = 1
    UNION ALL
    SELECT total.document_id, total.table_id, total.side, total.name, total.column_no, total.column_name, total.amount_yuan, total.source,
           closing.current_yuan AS sum_yuan, closing.carried_yuan, closing.most_carried_yuan, closing.parts, closing.steps + total.step AS steps
    FROM total
    JOIN closing ON closing.document_id = total.document_id AND closing.table_id = total.table_id AND closing.side IS NOT DISTINCT FROM total.side
                AND closing.column_name = total.column_name
    WHERE total.role = 'total' AND closing.has_current
), broken AS (  -- in neither reading of what is carried over
    SELECT document_id, table_id, side, name, column_no, column_name, amount_yuan, source, sum_yuan + carried_yuan AS sum_yuan, parts, steps
    FROM compared
    WHERE 2 * ABS(amount_yuan - sum_yuan - carried_yuan) > steps AND 2 * ABS(amount_yuan - sum_yuan - most_carried_yuan) > steps
), of_a_row AS (  -- a cell of the sum is off by the same amount in its own row or class: TAB-002 or TAB-001 tells it
    SELECT broken.document_id, broken.table_id, broken.side, broken.column_name
    FROM broken
    JOIN gap ON gap.document_id = broken.document_id AND gap.table_id = broken.table_id AND gap.side IS NOT DISTINCT FROM broken.side
            AND gap.column_name = broken.column_name
    WHERE 2 * ABS(gap.gap_yuan - ABS(broken.amount_yuan - broken.sum_yuan)) <= broken.steps
    GROUP BY broken.document_id, broken.table_id, broken.side, broken.column_name
), wrong AS (
    SELECT broken.*, ROW_NUMBER() OVER (PARTITION BY broken.document_id, broken.table_id, broken.side, broken.name
                                          ORDER BY broken.column_no, broken.column_name, broken.source, broken.sum_yuan) AS place
    FROM broken
    LEFT JOIN repeated ON repeated.document_id = broken.document_id AND repeated.table_id = broken.table_id
    LEFT JOIN of_a_row ON of_a_row.document_id = broken.document_id AND of_a_row.table_id = broken.table_id
                      AND of_a_row.side IS NOT DISTINCT FROM broken.side AND of_a_row.column_name = broken.column_name
    WHERE repeated.table_id IS NULL AND of_a_row.table_id IS NULL
)
SELECT wrong.document_id, budget_tables.title AS table_title, wrong.name, wrong.column_name, wrong.amount_yuan, wrong.sum_yuan, wrong.parts,
       ABS(wrong.amount_yuan - wrong.sum_yuan) AS difference_yuan, wrong.source AS amount_source, wrong.source
FROM wrong
JOIN budget_tables ON budget_tables.document_id = wrong.document_id AND budget_tables.table_id = wrong.table_id
WHERE wrong.place = 1
ORDER BY wrong.document_id, wrong.table_id, wrong.column_name
