-- id:           EVA-008
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     已完成指标值却没有得满分，也没有原因
-- title.en:     Less than full points although the target was met, and no reason
-- message.zh:   “{name}”指标值{target_text}，实际完成{actual_text}，已完成，只得{score_points}分（分值{weight_points}），没有写明原因。
-- message.en:   “{name}”: target {target_text}, actual {actual_text}; the target was met, {score_points} of {weight_points} points are claimed, and no reason is given.
-- remedy.zh:    按公式应得满分；如有质量等方面的扣分，请写明原因。
-- remedy.en:    The formula gives full points; if something else costs points, say what.
-- not_covered.zh: 写明了原因的；日期、期限指标
-- not_covered.en: points with a reason; dates
SELECT document_id, project_id, name, target_text, target_source, actual_text, actual_source, score_points, score_source AS score_points_source,
       weight_points, score_source AS source, confidence
FROM evaluation_items
WHERE comparison = 'compared' AND is_met AND weight_points - score_points > $tolerance AND reason_fault IS NOT NULL
ORDER BY document_id, project_id, indicator_no;
