-- id:           XPJ-002
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- grouped:      yes
-- title.zh:     几个项目写同一句很短的目标或用途
-- title.en:     Projects with the same few words as goal or purpose
-- message.zh:   “{text}”与项目“{other_name}”完全相同，看不出本项目要做什么。
-- message.en:   “{text}” is what the project “{other_name}” says too; it does not tell what this project does.
-- remedy.zh:    请按本项目的内容写明做什么、达到什么效果。
-- remedy.en:    Say what this project does and what it is to achieve.
-- not_covered.zh: 四个汉字以上的雷同目标和用途（GOL-002）；名称只差年份、期次的项目
-- not_covered.en: goals and purposes of four characters and more (GOL-002); projects whose names differ only in year or stage
WITH alike AS (
    SELECT t.document_id, t.right_project_id AS project_id, r.project_no, t.likeness, r.confidence,
           CASE t.right_field WHEN 'goal' THEN r.goal ELSE r.purpose END AS text, t.right_source AS text_source,
           l.name AS other_name, t.left_source AS other_name_source,
           ROW_NUMBER() OVER (PARTITION BY t.document_id, t.right_project_id ORDER BY t.likeness DESC, l.project_no) AS place
    FROM text_pairs t
    JOIN projects l ON l.document_id = t.document_id AND l.project_id = t.left_project_id
    JOIN projects r ON r.document_id = t.document_id AND r.project_id = t.right_project_id
    WHERE t.is_equal AND NOT t.is_same_name
          -- What is left of GOL-002: words too short to be called a copied sentence by their likeness.
          AND LENGTH(CASE t.right_field WHEN 'goal' THEN r.goal_key ELSE r.purpose_key END) < 4
)

SELECT document_id, project_id, text, text_source, other_name, other_name_source, text_source AS source, confidence
FROM alike
WHERE place = 1
ORDER BY document_id, project_no;
