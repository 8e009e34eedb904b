-- id:           EVA-022
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2018-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   least = evaluation.accounts_topics
-- title.zh:     决算公开没有自评结果
-- title.en:     The accounts are published without a self-evaluation
-- message.zh:   {fiscal_year}年度决算公开的文件里没有绩效自评的表，也没有说明自评的结果{what_zh}。
-- message.en:   The published accounts of {fiscal_year} hold no self-evaluation and say nothing of its results{what_en}.
-- remedy.zh:    项目支出绩效自评结果应随决算一并公开：请附上自评表或自评报告；另行公开的，写明网址。
-- remedy.en:    Results of self-evaluations are published with the accounts: attach them, or say where they stand.
-- not_covered.zh: 只有表格、没有文字说明的文件；同一单位同年另有自评文件一并核对的；写明没有项目支出或不涉及的；公开的项目是否齐全；文字里有一句自评结果的，就不提示
-- not_covered.en: files of tables alone; agencies whose self-evaluation of the year is audited together with the accounts; documents that say there are no projects; whether all projects are there; a sentence on the results in the narrative is enough
WITH narrated AS (
    SELECT document_id, COUNT(DISTINCT topic) AS topic_count, COUNT(CASE WHEN topic = 'performance' AND is_placeholder THEN 1 END) AS nothing_count
    FROM sections
    WHERE topic IN ('overview', 'income', 'expenditure', 'fiscal', 'general', 'basic', 'three_public', 'operating', 'procurement', 'assets', 'performance')
    GROUP BY document_id
),

told AS (
    SELECT document_id FROM evaluations
    UNION
    SELECT document_id FROM self_evaluation_statements WHERE kind IN ('done', 'outsourced') AND NOT is_planned
    UNION
    SELECT document_id FROM contents WHERE text LIKE '%自评%'
    UNION
    SELECT document_id FROM budget_tables WHERE title LIKE '%自评%'
),

elsewhere AS (
    SELECT DISTINCT d.agency_key, d.fiscal_year
    FROM documents d
    JOIN told t ON t.document_id = d.document_id
),

denied AS (
    SELECT document_id, text, source, ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY statement_no) AS place
    FROM self_evaluation_statements
    WHERE kind = 'not_done'
)

SELECT d.document_id, d.fiscal_year, n.text AS said_text, n.source AS said_source, CASE WHEN n.text IS NULL THEN '' ELSE CONCAT('，并写明“', n.text, '”') END AS what_zh,
       CASE WHEN n.text IS NULL THEN '' ELSE CONCAT(', and it states “', n.text, '”') END AS what_en, COALESCE(n.source, d.source) AS source
FROM documents d
JOIN narrated s ON s.document_id = d.document_id
LEFT JOIN told t ON t.document_id = d.document_id
LEFT JOIN elsewhere e ON e.agency_key = d.agency_key AND e.fiscal_year = d.fiscal_year
LEFT JOIN denied n ON n.document_id = d.document_id AND n.place = 1
WHERE d.is_final_accounts AND t.document_id IS NULL AND e.agency_key IS NULL AND s.topic_count >= $least AND s.nothing_count = 0
ORDER BY d.document_id;
