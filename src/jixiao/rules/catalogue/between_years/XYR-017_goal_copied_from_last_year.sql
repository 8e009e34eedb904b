-- id:           XYR-017
-- severity:     info
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, audit-findings, practice
-- parameters:   shortest = comparison.shortest_copied_goal
-- yields_to:    XYR-014, GOL-007
-- grouped:      yes
-- title.zh:     绩效目标与上年一字不差
-- title.en:     The goal is last year's, word for word
-- message.zh:   绩效目标“{goal_text}”与上年（《{earlier_file}》中的项目“{earlier_name}”）完全相同，看不出本年要做什么。
-- message.en:   The goal “{goal_text}” is that of last year, word for word (the project “{earlier_name}” in “{earlier_file}”): it does not tell what this year is to do.
-- remedy.zh:    请写明本年的任务量、标准和预期效果；任务确实不变的，可以保留。
-- remedy.en:    Write what this year does and achieves; where nothing changes, it may stay.
-- not_covered.zh: 很短的目标；照搬全部指标值的（XYR-004）；仍写上年年份的（XYR-014）
-- not_covered.en: short goals; projects that copy all targets (XYR-004); goals that still name last year (XYR-014)
WITH kept AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, n.project_no, n.goal AS goal_text, n.goal_source AS goal_text_source,
           o.name AS earlier_name, o.goal_source AS earlier_source, n.confidence,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.project_id ORDER BY d.earlier_stage, p.earlier_document_id) AS place
    FROM project_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
    JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
    WHERE d.relation = 'year' AND p.is_goal_same AND n.goal_length >= $shortest
          -- Who keeps the whole form is asked about it once.
          AND NOT (p.indicator_count > 0 AND p.same_count + p.reworded_count = p.indicator_count AND p.indicator_count = p.earlier_indicator_count)
)

SELECT document_id, project_id, goal_text, goal_text_source, earlier_document_id, earlier_file, earlier_name, earlier_source, goal_text_source AS source, confidence
FROM kept
WHERE place = 1
ORDER BY document_id, project_no;
