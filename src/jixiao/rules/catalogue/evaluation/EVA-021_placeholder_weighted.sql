-- id:           EVA-021
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- title.zh:     没有设指标却有分值
-- title.en:     A weight without an indicator
-- message.zh:   “{name}”没有设指标（指标值“{target_text}”），却有{weight_points}分。
-- message.en:   “{name}” declares nothing (target “{target_text}”), and yet it weighs {weight_points} points.
-- remedy.zh:    请把分值分给真正设了的指标，合计仍为100分。
-- remedy.en:    Give the points to indicators that are declared; the sum stays 100.
-- not_covered.zh: 没有印分值的
-- not_covered.en: rows without a weight
SELECT document_id, project_id, name, target_text, target_source, weight_points, target_source AS source, confidence
FROM evaluation_items
WHERE is_empty AND weight_points > 0
ORDER BY document_id, project_id, indicator_no;
