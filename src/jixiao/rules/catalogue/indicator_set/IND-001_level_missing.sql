-- id:           IND-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   share = indicators.usual_level_share, fewest_forms = indicators.fewest_forms
-- title.zh:     缺少应设的二级指标
-- title.en:     A level that the form asks for is missing
-- message.zh:   项目“{name}”没有“{missing}”，同一文件有{projects}个项目设了。
-- message.en:   Project “{name}” has no “{missing}”; {projects} projects of the document have it.
-- remedy.zh:    请补设该类指标；不适用的，在表中写明。
-- remedy.en:    Add one; where it does not apply, say so in the form.
-- not_covered.zh: 效益指标（IND-002）和满意度指标（IND-003）；项目很少的文件；整份文件都不设的指标
-- not_covered.en: benefit (IND-002) and satisfaction (IND-003); documents with few projects; levels that none of its projects has
WITH form AS (
    SELECT document_id, project_id, name, name_source
    FROM projects
    WHERE scope = 'project' AND NOT is_described AND indicator_count > 0
), count_of_forms AS (
    SELECT document_id, COUNT(*) AS forms FROM form GROUP BY document_id
), used AS (  -- a row that only fills the form shows that the form has the level
    SELECT indicators.document_id, indicators.project_id, indicators.level2_code, MIN(indicators.level2) AS level2
    FROM indicators
    JOIN form ON form.document_id = indicators.document_id AND form.project_id = indicators.project_id
    GROUP BY indicators.document_id, indicators.project_id, indicators.level2_code
), usual AS (  -- what nearly all forms of the document print is what their template asks for
    SELECT used.document_id, used.level2_code, MIN(used.level2) AS level2, COUNT(*) AS projects
    FROM used
    JOIN count_of_forms ON count_of_forms.document_id = used.document_id
    WHERE count_of_forms.forms >= $fewest_forms
      AND (used.level2_code LIKE 'output%' OR used.level2_code LIKE 'cost%')  -- which kinds of benefit a project has depends on the project
    GROUP BY used.document_id, used.level2_code, count_of_forms.forms
    HAVING COUNT(*) * 100 >= count_of_forms.forms * $share
)
SELECT form.document_id, form.project_id, form.name, usual.level2 AS missing, usual.projects, form.name_source, form.name_source AS source
FROM form
JOIN usual ON usual.document_id = form.document_id
LEFT JOIN used ON used.document_id = form.document_id AND used.project_id = form.project_id AND used.level2_code = usual.level2_code
LEFT JOIN (  -- labels that slid to another row may have been lost in reading
    SELECT document_id, project_id FROM repairs WHERE kind IN ('slid_label', 'shifted', 'half_missing') GROUP BY document_id, project_id
) AS damaged ON damaged.document_id = form.document_id AND damaged.project_id = form.project_id
WHERE used.level2_code IS NULL AND damaged.project_id IS NULL
ORDER BY form.document_id, form.project_id, usual.level2
