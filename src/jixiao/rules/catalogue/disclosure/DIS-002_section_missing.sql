-- id:           DIS-002
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- parameters:   fewest_sections = disclosure.fewest_sections
-- title.zh:     公开说明缺少应有内容
-- title.en:     A section that is due is missing
-- message.zh:   {publisher}的公开说明没有“{missing_zh}”。
-- message.en:   The disclosure of {publisher} has no section on {missing_en}.
-- remedy.zh:    请补充该部分；没有发生的也要写明。
-- remedy.en:    Add it; where there is nothing, say so.
-- not_covered.zh: 机关运行经费（DIS-006）；只有标题没有内容（STR-013）；当地目录另有规定的内容
-- not_covered.en: operating expenses (DIS-006); headings without text (STR-013); what local catalogues add
WITH topic AS (
    SELECT 'three_public' AS topic, '“三公”经费增减变化说明' AS zh, 'changes of three-public expenses' AS en, '三公' AS word
    UNION ALL SELECT 'procurement', '政府采购情况', 'procurement', '政府采购'
    UNION ALL SELECT 'assets', '国有资产占用情况', 'state assets', '国有资产|固定资产|资产占有|资产占用|车辆'
    UNION ALL SELECT 'performance', '预算绩效情况', 'performance', '绩效'
    UNION ALL SELECT 'glossary', '名词解释', 'glossary', '名词解释'
), present AS (
    SELECT document_id, topic FROM sections GROUP BY document_id, topic
), worded AS (
    SELECT sections.document_id, topic.topic
    FROM sections
    JOIN topic ON regexp_matches(sections.heading, topic.word) OR regexp_matches(sections.text, topic.word)
    GROUP BY sections.document_id, topic.topic
)
SELECT documents.document_id, documents.publisher, topic.zh AS missing_zh, topic.en AS missing_en, documents.source
FROM documents
CROSS JOIN topic
LEFT JOIN present ON present.document_id = documents.document_id AND present.topic = topic.topic
LEFT JOIN worded ON worded.document_id = documents.document_id AND worded.topic = topic.topic
WHERE documents.kind IN ('budget_disclosure', 'final_accounts') AND documents.section_count >= $fewest_sections AND documents.table_count > 0
  AND present.topic IS NULL AND worded.topic IS NULL
ORDER BY documents.document_id, topic.topic
