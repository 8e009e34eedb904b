-- id:           PRC-011
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     没有政府采购预算表
-- title.en:     There is no procurement table
-- message.zh:   说明文字写政府采购预算{stated_yuan}，没有列政府采购预算表。
-- message.en:   The text states {stated_yuan} of procurement, and there is no procurement table.
-- remedy.zh:    当地公开目录要求列表的，请补列采购预算表。
-- remedy.en:    Where the local catalogue asks for the table, add it.
-- not_covered.zh: 当地公开目录的要求
-- not_covered.en: what the local catalogue asks for
WITH stated AS (
    SELECT document_id, MAX(amount_yuan) AS stated_yuan, MIN(source) AS source
    FROM claims
    WHERE metric = 'procurement_total' AND NOT is_base AND measure = 'budget' AND amount_yuan > 0
    GROUP BY document_id
)
SELECT stated.document_id, stated.stated_yuan, stated.source AS stated_source, stated.source
FROM stated
JOIN documents ON documents.document_id = stated.document_id
LEFT JOIN budget_tables ON budget_tables.document_id = stated.document_id AND budget_tables.kind = 'T14_procurement'
WHERE budget_tables.table_id IS NULL AND NOT documents.is_final_accounts AND documents.table_count > 0
ORDER BY stated.document_id
