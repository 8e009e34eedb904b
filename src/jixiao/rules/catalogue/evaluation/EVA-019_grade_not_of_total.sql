-- id:           EVA-019
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  evaluation-grades, measures-10
-- parameters:   excellent = evaluation.excellent_from, good = evaluation.good_from, medium = evaluation.medium_from
-- title.zh:     自评等级与总分不符
-- title.en:     The grade is not that of the total
-- message.zh:   填报总分{printed_total}，等级为“{grade_text}”，按总分应为“{expected_text}”。
-- message.en:   The total is {printed_total} and the grade “{grade_text}”; the total makes “{expected_text}”.
-- remedy.zh:    90分以上为优，80至90分为良，60至80分为中，60分以下为差；请改正等级或总分。
-- remedy.en:    90 and more is 优, 80 to 90 良, 60 to 80 中, below 60 差: correct the grade or the total.
-- not_covered.zh: 优、良、中、差以外的等级；没有印总分的
-- not_covered.en: grades of other names; forms without a total
WITH graded AS (
    SELECT document_id, project_id, printed_total, grade_text, grade_source, grade_code, confidence,
           CASE WHEN printed_total >= $excellent THEN 'excellent' WHEN printed_total >= $good THEN 'good'
                WHEN printed_total >= $medium THEN 'medium' ELSE 'poor' END AS expected_code
    FROM evaluations
    WHERE printed_total IS NOT NULL AND grade_code IS NOT NULL
)

SELECT document_id, project_id, printed_total, grade_text, grade_source AS grade_text_source,
       CASE expected_code WHEN 'excellent' THEN '优' WHEN 'good' THEN '良' WHEN 'medium' THEN '中' ELSE '差' END AS expected_text,
       grade_source AS source, confidence
FROM graded
WHERE grade_code <> expected_code
ORDER BY document_id, project_id;
