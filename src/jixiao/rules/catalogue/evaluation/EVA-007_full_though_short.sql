-- id:           EVA-007
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     没有完成指标值却得满分
-- title.en:     Full points although the target was missed
-- message.zh:   “{name}”指标值{target_text}，实际完成{actual_text}，没有完成，却得满分{score_points}分，按公式应得{formula_points}分。
-- message.en:   “{name}”: target {target_text}, actual {actual_text}; the target was missed, and yet all {score_points} points are claimed instead of {formula_points}.
-- remedy.zh:    请按完成程度计分，并写明偏差原因；如实际已完成，请改正完成值。
-- remedy.en:    Score by the degree of attainment and give the reason; if the target was attained, correct the actual value.
-- not_covered.zh: 日期、期限指标；差异在容差以内的；没有数量的指标
-- not_covered.en: dates; differences within the tolerance; indicators without a number
SELECT document_id, project_id, name, target_text, target_source, actual_text, actual_source, score_points, score_source AS score_points_source,
       formula_points, score_source AS source, confidence
FROM evaluation_items
WHERE comparison = 'compared' AND NOT is_met AND weight_points > 0 AND score_points = weight_points
      AND COALESCE(score_points - formula_points > $tolerance, TRUE)
ORDER BY document_id, project_id, indicator_no;
