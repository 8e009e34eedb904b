-- id:           EVA-014
-- severity:     error
-- stage:        evaluate
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88#28
-- title.zh:     批复的指标值未经调整就改了
-- title.en:     An approved target was changed without an adjustment
-- message.zh:   批复或公开的目标（《{earlier_file}》）有{changed_count}个指标值在自评时变了，如“{name}”由“{earlier_text}”变为“{value_text}”，没有看到调整。
-- message.en:   {changed_count} target(s) that were approved or published (“{earlier_file}”) are others in the evaluation: “{name}” was “{earlier_text}” and is “{value_text}”; no adjustment is to be seen.
-- remedy.zh:    绩效目标批复后一般不予调整：请按批复的值自评；已按程序调整的，在“调整指标值”栏填写并附上批复。
-- remedy.en:    Approved targets are not changed without procedure: evaluate by them, or print the adjusted value in its column and attach the decision.
-- not_covered.zh: 写法不同而数值相同的；批复与否不明的目标表（XYR-010）；与同年另一份目标（如调整后的目标表）相同的；填在“调整指标值”栏的调整是否批准
-- not_covered.en: other words for the same value; target forms of which nobody says that they were approved (XYR-010); values of another declaration of the year, such as an adjusted one; whether an adjustment printed in its column was approved
WITH changed AS (
    SELECT p.document_id, p.project_id, p.indicator_id, p.earlier_document_id, d.earlier_file, p.verdict, n.indicator_no, n.name, n.name_key, n.text AS value_text,
           n.text_key, n.target_source AS value_source, o.text AS earlier_text, o.target_source AS earlier_source, n.confidence, f.name_key AS project_key,
           w.agency_key, w.fiscal_year
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id AND d.relation = p.relation
    JOIN evaluations e ON e.document_id = p.document_id AND e.project_id = p.project_id
    JOIN projects f ON f.document_id = p.document_id AND f.project_id = p.project_id
    JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    LEFT JOIN documents w ON w.document_id = p.document_id
    WHERE p.relation = 'stage' AND p.state = 'both' AND d.earlier_stage = 'declared' AND d.stage IN ('evaluated', 'accounts') AND d.is_earlier_settled
          AND p.basis IN ('name', 'stem', 'alike') AND p.verdict IN ('loosened', 'tightened', 'changed', 'unit_changed')
),

adopted AS (
    SELECT DISTINCT c.document_id, c.indicator_id
    FROM changed c
    JOIN documents a ON a.agency_key = c.agency_key AND a.fiscal_year = c.fiscal_year AND NOT a.is_final_accounts
                        AND a.kind IN ('target_forms', 'budget_disclosure', 'mixed')
    JOIN projects f ON f.document_id = a.document_id AND f.name_key = c.project_key
    JOIN indicators i ON i.document_id = f.document_id AND i.project_id = f.project_id AND i.name_key = c.name_key AND i.text_key = c.text_key
),

kept AS (
    SELECT c.document_id, c.project_id, c.earlier_document_id, c.earlier_file, c.name, c.value_text, c.value_source, c.earlier_text, c.earlier_source, c.confidence,
           COUNT(*) OVER (PARTITION BY c.document_id, c.project_id, c.earlier_document_id) AS changed_count,
           ROW_NUMBER() OVER (PARTITION BY c.document_id, c.project_id, c.earlier_document_id ORDER BY CASE c.verdict WHEN 'loosened' THEN 0 ELSE 1 END, c.indicator_no) AS place
    FROM changed c
    LEFT JOIN adopted a ON a.document_id = c.document_id AND a.indicator_id = c.indicator_id
    WHERE a.document_id IS NULL
)

SELECT document_id, project_id, name, changed_count, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       value_source AS source, confidence
FROM kept
WHERE place = 1
ORDER BY document_id, project_id;
