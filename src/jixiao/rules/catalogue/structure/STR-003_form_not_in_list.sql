-- id:           STR-003
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2017-01-01
-- legal_basis:  disclosure-143, practice
-- parameters:   near = structure.near_name, comparable = structure.comparable_list
-- title.zh:     绩效目标表与项目支出表对不上
-- title.en:     A form and the list of projects do not match
-- message.zh:   绩效目标表的项目名称：“{name}”；项目支出表的项目名称：“{listed_name}”。两处名称不一致，或只有一处。
-- message.en:   Name on the form: “{name}”; name in the list of projects: “{listed_name}”. They differ, or one of the two is missing.
-- remedy.zh:    请按批复的项目名称统一；一处缺少的，补上或在说明中写明原因。
-- remedy.en:    Use the approved name in both places; where one is missing, add it or say why.
-- not_covered.zh: 没有项目支出表的文件；未声明覆盖全部项目时，项目支出表中没有表样的项目；仅有文字介绍的项目
-- not_covered.en: documents without a list of projects; rows without a form where the document does not claim to cover all projects; projects that are
--   described in prose

WITH matched AS (
    SELECT p.document_id, p.project_id, p.name, p.name_source, l.name AS listed_name, l.source AS listed_source, l.name_distance
    FROM projects p
    LEFT JOIN project_list l ON l.document_id = p.document_id AND l.project_id = p.project_id
    WHERE p.scope = 'project' AND NOT p.is_described AND p.name IS NOT NULL
),

-- A list that knows few of the forms is one of something else (of kinds of projects, of units): nothing is missed there.
lists AS (
    SELECT document_id
    FROM matched
    GROUP BY document_id
    HAVING COUNT(listed_name) * 100 >= COUNT(*) * $comparable
),

names_differ AS (
    SELECT document_id, project_id, name, name_source, listed_name, listed_source, name_source AS source,
           CASE WHEN name_distance <= $near THEN 'info' ELSE 'warning' END AS severity
    FROM matched
    WHERE name_distance > 0
),

not_listed AS (
    SELECT m.document_id, m.project_id, m.name, m.name_source, m.listed_name, m.listed_source, m.name_source AS source, 'warning' AS severity
    FROM matched m
    JOIN lists ON lists.document_id = m.document_id
    WHERE m.listed_name IS NULL
),

without_form AS (
    SELECT l.document_id, CAST(NULL AS VARCHAR) AS project_id, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS name_source,
           l.name AS listed_name, l.source AS listed_source, l.source AS source, 'warning' AS severity
    FROM project_list l
    JOIN lists ON lists.document_id = l.document_id
    JOIN documents d ON d.document_id = l.document_id
    WHERE d.covers_all_projects AND l.kind = 'T12_projects' AND l.project_id IS NULL AND l.amount_yuan > 0
          -- the same project on several rows, one for each function
          AND NOT EXISTS (
              SELECT 1 FROM project_list same
              WHERE same.document_id = l.document_id AND same.name_key = l.name_key AND same.project_id IS NOT NULL
          )
)

SELECT document_id, project_id, name, name_source, listed_name, listed_source, source, severity FROM names_differ
UNION ALL
SELECT document_id, project_id, name, name_source, listed_name, listed_source, source, severity FROM not_listed
UNION ALL
SELECT document_id, project_id, name, name_source, listed_name, listed_source, source, severity FROM without_form
ORDER BY document_id, project_id, source;
