-- id:           DIS-006
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- parameters:   fewest_sections = disclosure.fewest_sections
-- title.zh:     没有说明机关运行经费
-- title.en:     Operating expenses are not explained
-- message.zh:   {publisher}的公开说明没有机关运行经费的安排情况。
-- message.en:   The disclosure of {publisher} does not explain operating expenses.
-- remedy.zh:    请说明机关运行经费的安排、使用情况；没有的也要写明。
-- remedy.en:    Explain them; where there are none, say so.
-- not_covered.zh: 没有文字说明的文件
-- not_covered.en: documents without narrative
WITH explained AS (
    SELECT document_id FROM sections WHERE topic = 'operating' GROUP BY document_id
    UNION
    SELECT document_id FROM claims WHERE metric = 'agency_operating' GROUP BY document_id
    UNION
    SELECT document_id FROM sections WHERE text LIKE '%机关运行经费%' AND topic IS DISTINCT FROM 'glossary' GROUP BY document_id
)
SELECT documents.document_id, documents.publisher, documents.source
FROM documents
LEFT JOIN explained ON explained.document_id = documents.document_id
WHERE documents.kind IN ('budget_disclosure', 'final_accounts') AND explained.document_id IS NULL
  AND documents.section_count >= $fewest_sections AND documents.table_count > 0
ORDER BY documents.document_id
