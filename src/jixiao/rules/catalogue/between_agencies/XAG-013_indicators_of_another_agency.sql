-- id:           XAG-013
-- severity:     info
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   fewest = comparison.fewest_same_names, most = comparison.most_agencies
-- yields_to:    XAG-012
-- title.zh:     指标与其他单位完全相同
-- title.en:     The set of indicators is that of another agency
-- message.zh:   {name_count}个指标的名称{also}与{other_agency}的项目“{other_name}”（{other_year}年）完全相同（共{agency_count}个单位），请核对是否照搬。
-- message.en:   All {name_count} indicators bear the names{also_en} of those of the project “{other_name}” of {other_agency} ({other_year}; {agency_count} agencies): were they copied?
-- remedy.zh:    请结合本单位的任务设置指标和指标值；上级统一规定指标的，请按本地情况测算指标值。
-- remedy.en:    Set indicators and targets by your own work; where the set is prescribed, work out the targets for your own place.
-- not_covered.zh: 指标较少的项目；部分相同的指标；同一项目由主管部门和所属单位分别公开的；上级转移支付统一设定的指标
-- not_covered.en: projects of few indicators; sets that share a part; one project that a department and its unit both publish; sets of transfers that are prescribed
WITH sets AS (
    SELECT p.document_id, p.project_id, p.project_no, p.names_sha256, p.targets_sha256, p.name_count, p.name, p.name_key, p.name_source, p.budget_yuan, p.confidence,
           d.agency_key, COALESCE(d.publisher, d.file) AS agency, d.fiscal_year, d.file
    FROM projects p
    JOIN documents d ON d.document_id = p.document_id
    WHERE p.scope = 'project' AND NOT p.is_described AND p.name_count >= $fewest AND d.agency_key IS NOT NULL
          AND COALESCE(p.activity, '') <> 'transfer' AND NOT regexp_matches(COALESCE(p.name, ''), '转移支付|提前下达|中央|省级|上级')
),

shared AS (
    SELECT names_sha256, COUNT(DISTINCT agency_key) AS agency_count
    FROM sets
    GROUP BY names_sha256
    HAVING COUNT(DISTINCT agency_key) > 1
),

ranked AS (
    SELECT g.*, s.agency_count, ROW_NUMBER() OVER (PARTITION BY g.names_sha256 ORDER BY g.fiscal_year, g.file, g.document_id, g.project_no) AS place
    FROM sets g
    JOIN shared s ON s.names_sha256 = g.names_sha256
)

SELECT c.document_id, c.project_id, c.name, c.name_source, c.name_count, f.document_id AS other_document_id, f.agency AS other_agency, f.name AS other_name,
       f.fiscal_year AS other_year, f.name_source AS other_source, c.agency_count,
       CASE WHEN c.targets_sha256 = f.targets_sha256 THEN '和指标值' ELSE '' END AS also,
       CASE WHEN c.targets_sha256 = f.targets_sha256 THEN ' and targets' ELSE '' END AS also_en,
       -- Equal targets as well are hardly chance; sets that very many use were handed down.
       CASE WHEN c.targets_sha256 = f.targets_sha256 AND c.agency_count <= $most THEN 'warning' ELSE 'info' END AS severity, c.name_source AS source, c.confidence
FROM ranked c
JOIN ranked f ON f.names_sha256 = c.names_sha256 AND f.place = 1
WHERE c.agency_key <> f.agency_key
      AND NOT (c.name_key IS NOT DISTINCT FROM f.name_key AND c.budget_yuan IS NOT DISTINCT FROM f.budget_yuan)
ORDER BY c.document_id, c.project_no;
