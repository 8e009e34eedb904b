-- id:           XPJ-006
-- severity:     info
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   share = texts.share_of_stock_name, projects = texts.fewest_projects_for_stock_names, uses = texts.fewest_uses_of_stock_name
-- title.zh:     许多项目套用同一指标名称
-- title.en:     Many projects use one stock name of an indicator
-- message.zh:   {project_count}个项目中有{used_count}个使用同一指标“{indicator_name}”，占{share_pct}（这样的指标名称共{name_count}个），像是从指标库照搬，没有反映各项目的特点。
-- message.en:   {used_count} of {project_count} projects use the indicator “{indicator_name}”, {share_pct} ({name_count} such name(s)): stock names do not tell what each project does.
-- remedy.zh:    请结合各项目的产出和效果细化指标名称；确属通用的，也应写明对象。
-- remedy.en:    Make the names say what each project delivers; where one is common to all, name at least the object.
-- not_covered.zh: 意思相同而写法不同的名称；项目数较少的文件
-- not_covered.en: names that differ in words only; documents of few projects
WITH sizes AS (
    SELECT document_id, COUNT(*) AS project_count
    FROM projects
    WHERE scope = 'project' AND NOT is_described AND indicator_count > 0
    GROUP BY document_id
),

used AS (
    SELECT i.document_id, i.name_sha256, MIN(i.name) AS name, MIN(i.source) AS name_source, COUNT(DISTINCT i.project_id) AS used_count
    FROM indicators i
    JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
    WHERE p.scope = 'project' AND NOT p.is_described AND NOT i.is_placeholder AND i.name_sha256 IS NOT NULL
    GROUP BY i.document_id, i.name_sha256
),

stock AS (
    SELECT u.document_id, u.name AS indicator_name, u.name_source, u.used_count, s.project_count,
           COUNT(*) OVER (PARTITION BY u.document_id) AS name_count,
           ROW_NUMBER() OVER (PARTITION BY u.document_id ORDER BY u.used_count DESC, u.name) AS place
    FROM used u
    JOIN sizes s ON s.document_id = u.document_id
    WHERE s.project_count >= $projects AND u.used_count >= $uses AND u.used_count * 100 > s.project_count * $share
)

SELECT document_id, indicator_name, name_source AS indicator_name_source, used_count, project_count, name_count,
       ROUND(CAST(used_count AS DOUBLE) * 100 / project_count, 1) AS share_pct, name_source AS source
FROM stock
WHERE place = 1
ORDER BY document_id;
