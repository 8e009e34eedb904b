-- id:           XPJ-005
-- severity:     info
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     几个项目计算同一类人员
-- title.en:     Several projects count the same kind of staff
-- message.zh:   本文件有{project_count}个项目按“{staff_group}”一类人员的人数安排资金：本项目“{own_text}”，项目“{other_name}”为“{other_text}”，请核对人员是否重叠。
-- message.en:   {project_count} projects are sized by staff of the kind “{staff_group}”: “{own_text}” here, “{other_text}” in the project “{other_name}”. Are the same people paid twice?
-- remedy.zh:    请列明各项目所含人员和支出内容（工资、公用经费、服装等），避免对同一人员重复安排同类支出。
-- remedy.en:    List the people and the kind of expenditure of each project, so that nobody is paid for twice.
-- not_covered.zh: 人数前后不一致（TXT-002）；服务对象（学生等）；词表以外的人员
-- not_covered.en: numbers of staff that differ (TXT-002); people who are served, such as pupils; staff outside of the list of words

-- The number of people of a group that a project counts: the indicator before the text, the greater first.
WITH counted AS (
    SELECT h.document_id, h.project_id, p.project_no, p.name, h.family, h.staff_group, h.people, h.text, h.source,
           ROW_NUMBER() OVER (
               PARTITION BY h.document_id, h.project_id, h.family
               ORDER BY CASE WHEN h.indicator_id IS NULL THEN 1 ELSE 0 END, h.people DESC, h.text
           ) AS place
    FROM headcounts h
    JOIN projects p ON p.document_id = h.document_id AND p.project_id = h.project_id
    WHERE p.scope = 'project' AND h.people > 1 AND h.family IN ('regular', 'auxiliary', 'retired', 'survivor')
),

ranked AS (
    SELECT document_id, project_id, project_no, name, family, staff_group, people, text, source,
           ROW_NUMBER() OVER (PARTITION BY document_id, family ORDER BY project_no) AS rank,
           COUNT(*) OVER (PARTITION BY document_id, family) AS project_count
    FROM counted
    WHERE place = 1
)

SELECT b.document_id, b.project_id, b.staff_group, b.text AS own_text, b.source AS own_text_source, a.name AS other_name,
       a.text AS other_text, a.source AS other_text_source, b.project_count, b.source
FROM ranked a
JOIN ranked b ON b.document_id = a.document_id AND b.family = a.family AND b.rank = 2
WHERE a.rank = 1
ORDER BY b.document_id, b.family;
