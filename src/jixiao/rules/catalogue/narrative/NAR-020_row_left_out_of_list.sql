-- id:           NAR-020
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   fewest = narrative.fewest_listed, share = narrative.listed_share
-- title.zh:     说明逐项列示时漏列科目
-- title.en:     The list of items leaves a row of the table out
-- message.zh:   说明逐项列示了{listed}个科目，《{table_title}》同级科目有{row_count}个，漏列{missing_rows}个，如{code}“{name}”{amount_yuan}。
-- message.en:   The narrative lists {listed} items, while “{table_title}” has {row_count} rows of that level: {missing_rows} left out, such as {code} “{name}” with {amount_yuan}.
-- remedy.zh:    请补充漏列的科目；只列主要科目的，写明“主要”。
-- remedy.en:    Add the rows that are missing, or say that the list is of the main items only.
-- not_covered.zh: 只举主要科目的；有科目认不出编码的；政府性基金和国有资本经营预算
-- not_covered.en: lists of main items; lists with an item of unknown code; other funds than the general budget
WITH item AS (
    SELECT narrative_items.document_id, narrative_items.section_id, narrative_items.measure, narrative_items.code, narrative_items.source, narrative_items.item_no,
           LENGTH(narrative_items.code) AS depth
    FROM narrative_items
    JOIN documents ON documents.document_id = narrative_items.document_id
    WHERE narrative_items.scheme = 'function' AND narrative_items.year = documents.fiscal_year
), unknown_item AS (  -- an item whose code is not known may be any row
    SELECT DISTINCT document_id, section_id FROM item WHERE code IS NULL
), list AS (
    SELECT item.document_id, item.section_id, item.measure, item.depth, COUNT(DISTINCT item.code) AS listed, MIN(item.source) AS source
    FROM item
    LEFT JOIN unknown_item ON unknown_item.document_id = item.document_id AND unknown_item.section_id = item.section_id
    WHERE unknown_item.section_id IS NULL
    GROUP BY item.document_id, item.section_id, item.measure, item.depth
    HAVING COUNT(DISTINCT item.code) >= $fewest
), row_of_table AS (  -- the general budget is what such lists tell of
    SELECT document_id, table_id, CASE WHEN kind LIKE 'FA%' THEN 'final' ELSE 'budget' END AS measure, code, name, amount_yuan, LENGTH(code) AS depth, source
    FROM budget_amounts
    WHERE kind IN ('T05_general', 'FA05_general') AND column_role IN ('total', 'amount') AND amount_yuan > 0
), compared AS (
    SELECT list.document_id, list.section_id, list.listed, list.source AS list_source, row_of_table.table_id, row_of_table.code, row_of_table.name,
           row_of_table.amount_yuan, row_of_table.source AS row_source, item.code AS listed_code
    FROM list
    JOIN row_of_table ON row_of_table.document_id = list.document_id AND row_of_table.measure = list.measure AND row_of_table.depth = list.depth
    LEFT JOIN item ON item.document_id = list.document_id AND item.section_id = list.section_id AND item.measure = list.measure
                  AND item.code = row_of_table.code
), counted AS (
    SELECT document_id, section_id, COUNT(DISTINCT code) AS row_count, COUNT(DISTINCT listed_code) AS found_rows
    FROM compared
    GROUP BY document_id, section_id
), missing AS (
    SELECT compared.*, counted.row_count, counted.row_count - counted.found_rows AS missing_rows,
           ROW_NUMBER() OVER (PARTITION BY compared.document_id, compared.section_id ORDER BY compared.amount_yuan DESC, compared.code) AS place
    FROM compared
    JOIN counted ON counted.document_id = compared.document_id AND counted.section_id = compared.section_id
    WHERE compared.listed_code IS NULL AND counted.found_rows >= $share * counted.row_count
)
SELECT missing.document_id, CASE WHEN LENGTH(missing.code) = 7 THEN 'warning' ELSE 'info' END AS severity,  -- classes are often only the main ones
       missing.listed, missing.row_count, missing.missing_rows, missing.code, missing.name, missing.amount_yuan,
       budget_tables.title AS table_title, missing.row_source AS amount_source, missing.list_source AS listed_source, missing.list_source AS source
FROM missing
JOIN budget_tables ON budget_tables.document_id = missing.document_id AND budget_tables.table_id = missing.table_id
WHERE missing.place = 1
ORDER BY missing.document_id, missing.section_id
