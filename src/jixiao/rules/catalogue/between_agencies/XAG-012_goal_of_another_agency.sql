-- id:           XAG-012
-- severity:     warning
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, audit-findings, practice
-- parameters:   shortest = comparison.shortest_copied_goal, most = comparison.most_agencies
-- yields_to:    GOL-002
-- title.zh:     绩效目标与其他单位一字不差
-- title.en:     The goal of another agency, word for word
-- message.zh:   绩效目标“{goal_text}”与{other_agency}的项目“{other_name}”（{other_year}年）完全相同（共{agency_count}个单位使用这段文字），请核对是否照抄。
-- message.en:   The goal “{goal_text}” is, word for word, that of the project “{other_name}” of {other_agency} ({other_year}; {agency_count} agencies use it): was it copied?
-- remedy.zh:    请按本单位的任务、数量和标准填写绩效目标；上级统一下达的，请补充本地的数量。
-- remedy.en:    Write the goal by your own work, quantities and standards; where it was handed down, add the numbers of your own place.
-- not_covered.zh: 改动了字句的抄用；很短的目标；同一项目由主管部门和所属单位分别公开的；上级转移支付统一设定的目标
-- not_covered.en: copies that were altered; short goals; one project that a department and its unit both publish; goals of transfers that are set from above
WITH goals AS (
    SELECT p.document_id, p.project_id, p.project_no, p.goal_sha256, p.goal, p.goal_source, p.name, p.name_key, p.budget_yuan, p.confidence,
           d.agency_key, COALESCE(d.publisher, d.file) AS agency, d.fiscal_year, d.file
    FROM projects p
    JOIN documents d ON d.document_id = p.document_id
    WHERE p.scope = 'project' AND NOT p.is_described AND p.goal_length >= $shortest AND d.agency_key IS NOT NULL
          AND COALESCE(p.activity, '') <> 'transfer' AND NOT regexp_matches(COALESCE(p.name, ''), '转移支付|提前下达|中央|省级|上级')
),

shared AS (
    SELECT goal_sha256, COUNT(DISTINCT agency_key) AS agency_count
    FROM goals
    GROUP BY goal_sha256
    HAVING COUNT(DISTINCT agency_key) > 1
),

ranked AS (
    SELECT g.*, s.agency_count, ROW_NUMBER() OVER (PARTITION BY g.goal_sha256 ORDER BY g.fiscal_year, g.file, g.document_id, g.project_no) AS place
    FROM goals g
    JOIN shared s ON s.goal_sha256 = g.goal_sha256
)

-- Who wrote it first is not known: the first of them stands for the source, by year and name of the file.
SELECT c.document_id, c.project_id, c.goal AS goal_text, c.goal_source AS goal_text_source, f.document_id AS other_document_id, f.agency AS other_agency,
       f.name AS other_name, f.fiscal_year AS other_year, f.goal_source AS other_source, c.agency_count,
       CASE WHEN c.agency_count > $most THEN 'info' ELSE 'warning' END AS severity, c.goal_source AS source, c.confidence
FROM ranked c
JOIN ranked f ON f.goal_sha256 = c.goal_sha256 AND f.place = 1
WHERE c.agency_key <> f.agency_key
      AND NOT (c.name_key IS NOT DISTINCT FROM f.name_key AND c.budget_yuan IS NOT DISTINCT FROM f.budget_yuan)
ORDER BY c.document_id, c.project_no;
