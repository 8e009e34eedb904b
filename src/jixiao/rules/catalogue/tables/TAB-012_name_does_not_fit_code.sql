-- id:           TAB-012
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- parameters:   least_likeness = tables.name_likeness
-- title.zh:     科目名称与编码不符
-- title.en:     The name of a line is not that of its code
-- message.zh:   《{table_title}》科目{code}印作“{name}”，该编码的规范名称是“{code_name}”。
-- message.en:   In “{table_title}”, code {code} is called “{name}”; the official name of the code is “{code_name}”.
-- remedy.zh:    请核对科目编码和名称，按当年政府收支分类科目更正。
-- remedy.en:    Check code and name against the classification of the year and correct the wrong one.
-- not_covered.zh: 不在清单中的编码（清单只收录有来源的科目，查无编码不是问题）；写法略有出入的名称
-- not_covered.en: codes that the list does not have (it holds sourced codes only, so an unknown code is no fault); names that are spelt a little differently
SELECT line.document_id, budget_tables.title AS table_title, line.code, line.name, line.code_name, line.source AS name_source, line.source
FROM budget_lines AS line
JOIN budget_tables ON budget_tables.document_id = line.document_id AND budget_tables.table_id = line.table_id
WHERE line.is_code_known AND NOT line.is_name_official AND line.name_likeness < $least_likeness
  AND NOT STARTS_WITH(line.code_name, line.name)  -- a name that is cut by the edge of its cell
ORDER BY line.document_id, line.table_id, line.line_no
