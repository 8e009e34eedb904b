-- id:           TAB-026
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- parameters:   least_likeness = tables.name_likeness
-- title.zh:     同一编码在两张表中名称不同
-- title.en:     A code has different names in two tables
-- message.zh:   《{table_title}》科目{code}印作“{name}”，本文件其他表中该编码是“{other_name}”。
-- message.en:   In “{table_title}”, code {code} is called “{name}”; other tables of the document call it “{other_name}”.
-- remedy.zh:    请核对科目编码和名称，更正其中一处。
-- remedy.en:    Check code and name and correct the wrong one.
-- not_covered.zh: 清单中有的编码（TAB-012）；两处名称出现次数相同；写法略有出入的名称
-- not_covered.en: codes that the list has (TAB-012); two names that stand in as many tables; names that are spelt a little differently
SELECT line.document_id, budget_tables.title AS table_title, line.code, line.name, line.other_name, line.source AS name_source, line.source
FROM budget_lines AS line
JOIN budget_tables ON budget_tables.document_id = line.document_id AND budget_tables.table_id = line.table_id
WHERE budget_tables.kind <> 'other'  -- a table of any other kind may print names of projects beside the code
  AND line.code_name IS NULL AND line.other_likeness < $least_likeness
  AND NOT CONTAINS(line.other_name, line.name) AND NOT CONTAINS(line.name, line.other_name)  -- a name that is cut by the edge of its cell
ORDER BY line.document_id, line.table_id, line.line_no
