-- id:           TAB-019
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     经济分类列错人员或公用经费
-- title.en:     A class of economic code under the wrong kind of expenses
-- message.zh:   《{table_title}》{code}“{name}”有{amount_yuan}列在“{column_name}”；301、303 一般属人员经费，302、310 属公用经费。
-- message.en:   In “{table_title}”, {amount_yuan} of {code} “{name}” stand under “{column_name}”; 301 and 303 are personnel, 302 and 310 operating expenses.
-- remedy.zh:    请核对列次；确有特殊口径的，请加注说明。
-- remedy.en:    Check the column; where another definition is used, add a note.
-- not_covered.zh: 没有人员经费和公用经费列的表（TAB-023）
-- not_covered.en: tables without the two columns (TAB-023)
SELECT amount.document_id, budget_tables.title AS table_title, amount.code, amount.name, amount.column_name, amount.amount_yuan,
       amount.source AS amount_source, amount.source
FROM budget_amounts AS amount
JOIN budget_tables ON budget_tables.document_id = amount.document_id AND budget_tables.table_id = amount.table_id
WHERE amount.kind IN ('T06_basic_econ', 'FA06_basic_econ') AND LENGTH(amount.code) = 3 AND amount.amount_yuan <> 0
  AND ((amount.code IN ('301', '303') AND amount.column_role = 'operating')
       OR (amount.code IN ('302', '310') AND amount.column_role = 'personnel'))
ORDER BY amount.document_id, amount.table_id, amount.code
