-- id:           TXT-002
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   tolerance = texts.headcount_tolerance
-- title.zh:     同类人员人数前后不一致
-- title.en:     The number of the same staff differs in the document
-- message.zh:   单位概况中{staff_group}为{stated_people}人（“{stated_text}”），而项目指标“{form_text}”为{form_people}人（共{form_count}个项目与概况不一致）。
-- message.en:   The description of the unit has {stated_people} people for {staff_group} (“{stated_text}”), the indicator “{form_text}” has {form_people} ({form_count} project(s) differ).
-- remedy.zh:    请核对实有人数和统计时点；项目只覆盖其中一部分人员的，请在表中写明范围。
-- remedy.en:    Check the true number and its date; where a project covers only part of them, let the form say which.
-- not_covered.zh: 编制数、拟招录数；离退休人员；预算单位与公开单位不同的项目；概况中同类人员有几个数的；项目之间的重复（XPJ-005）
-- not_covered.en: posts, planned recruitment; retired staff; projects of other units than the publisher; several numbers in the description itself; the same staff in several projects (XPJ-005)

-- The one number that the narrative gives for a group of staff.
WITH stated AS (
    SELECT document_id, staff_group, MIN(people) AS stated_people, MIN(text) AS stated_text, MIN(source) AS stated_text_source
    FROM headcounts
    WHERE section_id IS NOT NULL AND family IN ('regular', 'auxiliary', 'survivor') AND people > 0
          AND topic NOT IN ('glossary', 'department_targets', 'project_description')
    GROUP BY document_id, staff_group
    HAVING COUNT(DISTINCT people) = 1
),

forms AS (
    SELECT h.document_id, h.project_id, h.staff_group, h.people AS form_people, h.text AS form_text, h.source AS form_text_source, p.confidence,
           s.stated_people, s.stated_text, s.stated_text_source,
           COUNT(*) OVER (PARTITION BY h.document_id, h.staff_group) AS form_count,
           MAX(h.people) OVER (PARTITION BY h.document_id, h.staff_group) AS most_people,
           ROW_NUMBER() OVER (PARTITION BY h.document_id, h.staff_group ORDER BY ABS(h.people - s.stated_people) DESC, p.project_no) AS place
    FROM headcounts h
    JOIN stated s ON s.document_id = h.document_id AND s.staff_group = h.staff_group
    JOIN projects p ON p.document_id = h.document_id AND p.project_id = h.project_id
    JOIN documents d ON d.document_id = h.document_id
    WHERE h.indicator_id IS NOT NULL AND h.people <> s.stated_people
          AND (p.unit_key IS NULL OR d.publisher_key IS NULL OR p.unit_key = d.publisher_key)
)

SELECT document_id, project_id, staff_group, stated_people, stated_text, stated_text_source, form_people, form_text, form_text_source, form_count,
       -- A project may be for some of the staff; it cannot be for more than there are.
       CASE WHEN most_people > stated_people THEN 'warning' ELSE 'info' END AS severity, form_text_source AS source, confidence
FROM forms
WHERE place = 1 AND ABS(form_people - stated_people) * 100 > stated_people * $tolerance
ORDER BY document_id, staff_group;
