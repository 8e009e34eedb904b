-- id:           TAB-013
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     表格称无数据，文字却有金额
-- title.en:     A table is said to be empty although the text states an amount
-- message.zh:   《{table_title}》注明“{note}”，说明文字却写资产金额{stated_yuan}。
-- message.en:   “{table_title}” says “{note}”, while the text states assets of {stated_yuan}.
-- remedy.zh:    请填列资产占用情况表，或更正说明文字。
-- remedy.en:    Fill the table of assets, or correct the text.
-- not_covered.zh: 其他表的空表说明（DIS-003、DIS-011）
-- not_covered.en: notes of other empty tables (DIS-003, DIS-011)
WITH assets AS (
    SELECT document_id, MAX(amount_yuan) AS stated_yuan, MIN(text) AS text, MIN(source) AS source
    FROM claims
    WHERE metric IN ('assets_fixed', 'assets_equipment') AND amount_yuan > 0
    GROUP BY document_id
)
SELECT budget_tables.document_id, budget_tables.title AS table_title, budget_tables.note, budget_tables.note_source,
       assets.stated_yuan, assets.source AS stated_source, COALESCE(budget_tables.note_source, budget_tables.source) AS source
FROM budget_tables
JOIN assets ON assets.document_id = budget_tables.document_id
WHERE budget_tables.kind = 'T15_assets' AND budget_tables.is_empty AND budget_tables.note_says_empty
ORDER BY budget_tables.document_id, budget_tables.table_no
