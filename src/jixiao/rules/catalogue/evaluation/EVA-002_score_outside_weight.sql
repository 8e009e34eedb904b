-- id:           EVA-002
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- title.zh:     得分超过分值或小于零
-- title.en:     Points above the weight or below zero
-- message.zh:   “{name}”得{score_points}分，分值为{weight_points}分。
-- message.en:   “{name}” is given {score_points} of {weight_points} points.
-- remedy.zh:    得分应在0分与分值之间，请改正得分或分值。
-- remedy.en:    Points lie between 0 and the weight: correct one of the two.
-- not_covered.zh: 没有印分值的指标
-- not_covered.en: indicators without a weight
WITH scores AS (
    SELECT document_id, project_id, indicator_no, name, score_points, weight_points, score_source, confidence
    FROM evaluation_items
    UNION ALL
    SELECT document_id, project_id, 0 AS indicator_no, '预算执行率' AS name, execution_score AS score_points, execution_weight AS weight_points,
           execution_source AS score_source, confidence
    FROM evaluations
)

SELECT document_id, project_id, name, score_points, score_source AS score_points_source, weight_points, score_source AS source, confidence
FROM scores
WHERE score_points < 0 OR score_points > weight_points
ORDER BY document_id, project_id, indicator_no;
