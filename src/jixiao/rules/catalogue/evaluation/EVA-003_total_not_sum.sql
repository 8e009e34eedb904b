-- id:           EVA-003
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     总分不等于各项得分之和
-- title.en:     The total is not the sum of the points
-- message.zh:   填报总分{printed_total}，各项得分之和为{scores_sum}，相差{difference}。
-- message.en:   The declared total is {printed_total}, the points add up to {scores_sum}: a difference of {difference}.
-- remedy.zh:    请核对各项得分与总分，改正填错的一处；总分应由各项得分相加得出。
-- remedy.en:    Check points and total, and correct the one that is wrong; the total is the sum of the points.
-- not_covered.zh: 有分值而没有得分的指标时；没有印总分的表
-- not_covered.en: forms with a weight without points; forms without a total
WITH compared AS (
    SELECT document_id, project_id, printed_total, printed_total_source, scores_sum, ABS(printed_total - scores_sum) AS difference, confidence, source
    FROM evaluations
    WHERE unscored_items = 0
)

SELECT document_id, project_id, printed_total, printed_total_source, scores_sum, difference, COALESCE(printed_total_source, source) AS source, confidence
FROM compared
WHERE difference > $tolerance
ORDER BY document_id, project_id;
