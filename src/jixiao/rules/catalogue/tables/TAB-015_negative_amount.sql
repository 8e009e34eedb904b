-- id:           TAB-015
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     金额为负数
-- title.en:     A negative amount
-- message.zh:   《{table_title}》“{name}”的“{column_name}”为{amount_yuan}。
-- message.en:   In “{table_title}”, “{name}” prints {amount_yuan} under “{column_name}”.
-- remedy.zh:    请核对金额；如属冲减，请加注说明。
-- remedy.en:    Check the amount; where it is a reversal, add a note.
-- not_covered.zh: 结转结余和增减额
-- not_covered.en: balances and changes
SELECT amount.document_id, budget_tables.title AS table_title, COALESCE(amount.name, amount.code) AS name, amount.column_name, amount.amount_yuan,
       amount.source AS amount_source, amount.source
FROM budget_amounts AS amount
JOIN budget_tables ON budget_tables.document_id = amount.document_id AND budget_tables.table_id = amount.table_id
WHERE amount.amount_yuan < 0 AND amount.line_role NOT IN ('carryover', 'carryover_out', 'surplus_used', 'surplus_distributed')
  AND amount.column_role IS DISTINCT FROM 'carryover' AND amount.column_role IS DISTINCT FROM 'carryover_out'
  AND NOT regexp_matches(amount.column_name, '增减|增长|差额|比较|调整')
ORDER BY amount.document_id, amount.table_id, amount.line_no, amount.column_no
