-- id:           TAB-014
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- title.zh:     缺少款级科目
-- title.en:     An item without its section
-- message.zh:   《{table_title}》列有科目{code}，没有列其款级科目{parent_code}。
-- message.en:   “{table_title}” has code {code} but not its section {parent_code}.
-- remedy.zh:    请补列款级科目，或核对编码。
-- remedy.en:    Add the section, or check the code.
-- not_covered.zh: 全表不印款级科目的表
-- not_covered.en: tables that print no sections at all
WITH item AS (
    SELECT document_id, table_id, parent_code, MIN(code) AS code, MIN(source) AS source
    FROM budget_lines
    WHERE code_length = 7
    GROUP BY document_id, table_id, parent_code
), prints_sections AS (
    SELECT document_id, table_id FROM budget_lines WHERE code_length = 5 GROUP BY document_id, table_id
)
SELECT item.document_id, budget_tables.title AS table_title, item.code, item.parent_code, item.source AS code_source, item.source
FROM item
JOIN prints_sections ON prints_sections.document_id = item.document_id AND prints_sections.table_id = item.table_id
JOIN budget_tables ON budget_tables.document_id = item.document_id AND budget_tables.table_id = item.table_id
LEFT JOIN budget_lines AS section ON section.document_id = item.document_id AND section.table_id = item.table_id AND section.code = item.parent_code
WHERE section.code IS NULL
ORDER BY item.document_id, item.table_id, item.code
