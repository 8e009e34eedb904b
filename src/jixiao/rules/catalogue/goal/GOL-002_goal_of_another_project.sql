-- id:           GOL-002
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   likeness = review.text_likeness_between_projects
-- grouped:      yes
-- title.zh:     绩效目标或用途与另一项目雷同
-- title.en:     Goal or purpose of another project
-- message.zh:   本项目的{field_name}“{text}”与项目“{other_name}”的{other_field_name}相同或几乎相同（相似度{likeness_pct}），请核对是否误抄。
-- message.en:   The {field_name_en} “{text}” is the same or nearly the same as the {other_field_name_en} of the project “{other_name}” (likeness {likeness_pct}): was it copied by mistake?
-- remedy.zh:    请按本项目的内容重新填写；确属同一项工作的，请考虑合并项目或说明分工。
-- remedy.en:    Write it for this project; if both do the same work, merge them or say how it is divided.
-- not_covered.zh: 名称只差年份、期次的同一项目；少于四个汉字的文字（XPJ-002）；同一项目内目标与用途相同（GOL-001）
-- not_covered.en: projects whose names differ only in year or stage; texts of less than four Chinese characters (XPJ-002); goal and purpose of one project (GOL-001)
WITH alike AS (
    SELECT t.document_id, t.right_project_id AS project_id, t.likeness,
           CASE t.right_field WHEN 'goal' THEN r.goal ELSE r.purpose END AS text,
           CASE t.right_field WHEN 'goal' THEN '绩效目标' ELSE '资金用途' END AS field_name,
           CASE t.right_field WHEN 'goal' THEN 'goal' ELSE 'purpose' END AS field_name_en,
           CASE t.left_field WHEN 'goal' THEN '绩效目标' ELSE '资金用途' END AS other_field_name,
           CASE t.left_field WHEN 'goal' THEN 'goal' ELSE 'purpose' END AS other_field_name_en,
           t.right_source AS text_source, l.name AS other_name, t.left_source AS other_name_source, r.project_no, r.confidence,
           -- One finding for a project: the goal before the purpose, the most alike first.
           ROW_NUMBER() OVER (
               PARTITION BY t.document_id, t.right_project_id
               ORDER BY CASE t.right_field WHEN 'goal' THEN 0 ELSE 1 END, t.likeness DESC, l.project_no, t.left_field
           ) AS place
    FROM text_pairs t
    JOIN projects l ON l.document_id = t.document_id AND l.project_id = t.left_project_id
    JOIN projects r ON r.document_id = t.document_id AND r.project_id = t.right_project_id
    WHERE t.likeness >= $likeness AND NOT t.is_same_name
          AND LENGTH(CASE t.right_field WHEN 'goal' THEN r.goal_key ELSE r.purpose_key END) >= 4
)

SELECT document_id, project_id, text, text_source, field_name, field_name_en, other_name, other_name_source, other_field_name,
       other_field_name_en, ROUND(CAST(likeness * 100 AS DOUBLE), 1) AS likeness_pct, text_source AS source, confidence
FROM alike
WHERE place = 1
ORDER BY document_id, project_no;
