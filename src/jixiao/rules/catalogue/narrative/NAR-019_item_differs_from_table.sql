-- id:           NAR-019
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     说明中的科目金额与表格不一致
-- title.en:     An item of the narrative differs from its row in the table
-- message.zh:   说明中{code}“{name}”为{amount_yuan}，《{table_title}》中该科目为{table_yuan}，相差{difference_yuan}，请核对。
-- message.en:   The narrative gives {amount_yuan} for {code} “{name}”, while its row in “{table_title}” is {table_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请逐项核对说明与功能分类表，注意元与万元的换算。
-- remedy.en:    Check the items against the table, and the conversion of 元 into 万元.
-- not_covered.zh: 没有编码且名称不能唯一对应的科目；同一科目分单位列示的；表中没有的科目（NAR-021）
-- not_covered.en: items without a code whose name fits no single row; a code that is listed for several agencies; items that no table has (NAR-021)
WITH row_of_table AS (  -- rows of the tables of functional classification, with every column: the narrative may tell of the basic part or of one fund only
    SELECT document_id, table_id, code, name, CASE WHEN kind LIKE 'FA%' THEN 'final' ELSE 'budget' END AS measure,
           amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM budget_amounts
    WHERE kind IN ('T03_expenditure', 'T05_general', 'T07_basic_function', 'T08_fund', 'T09_state_capital', 'FA03_expenditure', 'FA05_general', 'FA08_fund', 'FA09_state_capital')
      AND amount_yuan IS NOT NULL
), item AS (
    SELECT narrative_items.document_id, narrative_items.item_id, narrative_items.code, narrative_items.name, narrative_items.measure,
           narrative_items.amount_yuan, COALESCE(narrative_items.amount_step, 0) AS step, narrative_items.text, narrative_items.source
    FROM narrative_items
    JOIN documents ON documents.document_id = narrative_items.document_id
    WHERE narrative_items.scheme = 'function' AND narrative_items.amount_yuan IS NOT NULL
      AND narrative_items.year = documents.fiscal_year
), code_twice AS (  -- a list by agency names a code several times: each is a part of the row
    SELECT document_id, code, measure FROM item GROUP BY document_id, code, measure HAVING COUNT(DISTINCT amount_yuan) > 1
), compared AS (
    SELECT item.*, row_of_table.amount_yuan AS table_yuan, row_of_table.table_id, row_of_table.source AS table_source,
           CASE WHEN 2 * ABS(item.amount_yuan - row_of_table.amount_yuan) <= item.step + row_of_table.step THEN 1 ELSE 0 END AS agrees,
           CASE WHEN 2 * ABS(item.amount_yuan - row_of_table.amount_yuan * 10000) <= item.step + row_of_table.step * 10000
                  OR 2 * ABS(item.amount_yuan * 10000 - row_of_table.amount_yuan) <= item.step * 10000 + row_of_table.step THEN 1 ELSE 0 END AS slips,
           ROW_NUMBER() OVER (PARTITION BY item.document_id, item.item_id ORDER BY row_of_table.amount_yuan DESC, row_of_table.table_id, row_of_table.source) AS place
    FROM item
    JOIN row_of_table ON row_of_table.document_id = item.document_id AND row_of_table.code = item.code AND row_of_table.measure = item.measure
    LEFT JOIN code_twice ON code_twice.document_id = item.document_id AND code_twice.code = item.code AND code_twice.measure = item.measure
    WHERE code_twice.code IS NULL
), judged AS (
    SELECT compared.*, MAX(agrees) OVER (PARTITION BY document_id, item_id) AS agrees_somewhere FROM compared
), other_unit AS (  -- most items are ten thousand times off: the table is read in a wrong unit, which says nothing of the narrative
    SELECT document_id, table_id FROM compared GROUP BY document_id, table_id HAVING SUM(slips) > SUM(agrees)
)
SELECT judged.document_id, judged.code, judged.name, judged.text AS item_text, judged.amount_yuan, budget_tables.title AS table_title, judged.table_yuan,
       ABS(judged.amount_yuan - judged.table_yuan) AS difference_yuan, judged.source AS amount_source, judged.table_source, judged.source,
       CASE WHEN ABS(judged.amount_yuan - judged.table_yuan) <= judged.step THEN 'info' ELSE 'error' END AS severity  -- digits cut off instead of rounded
FROM judged
JOIN budget_tables ON budget_tables.document_id = judged.document_id AND budget_tables.table_id = judged.table_id
LEFT JOIN other_unit ON other_unit.document_id = judged.document_id AND other_unit.table_id = judged.table_id
WHERE other_unit.table_id IS NULL AND judged.place = 1 AND judged.agrees_somewhere = 0
ORDER BY judged.document_id, judged.item_id
