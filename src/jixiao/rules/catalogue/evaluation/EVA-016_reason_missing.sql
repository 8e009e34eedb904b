-- id:           EVA-016
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- yields_to:    EVA-008
-- grouped:      yes
-- title.zh:     得分低于分值，偏差原因没有写明
-- title.en:     Less than the weight without a reason
-- message.zh:   “{name}”得{score_points}分（分值{weight_points}），偏差原因写作“{reason_text}”，{what_zh}。
-- message.en:   “{name}” is given {score_points} of {weight_points} points; the reason says “{reason_text}”, {what_en}.
-- remedy.zh:    请写明没有完成的原因和改进措施，不能填“无”“暂无”或重复指标值。
-- remedy.en:    Say why it was not attained and what is done about it; “none” or the target once more is no reason.
-- not_covered.zh: 已完成而未得满分的（EVA-008）；没有偏差原因栏的表；预算执行率的原因，多数表样没有这一栏
-- not_covered.en: met targets without full points (EVA-008); forms without a column for reasons; the reason for low execution, for which most forms have no column
SELECT document_id, project_id, name, score_points, score_source AS score_points_source, weight_points, reason_text,
       CASE reason_fault WHEN 'short' THEN '过于简短，看不出原因和改进措施' WHEN 'repeated' THEN '只重复了指标值或完成值' ELSE '没有说明原因' END AS what_zh,
       CASE reason_fault WHEN 'short' THEN 'which is too short to tell cause and measure' WHEN 'repeated' THEN 'which repeats the target or the actual value' ELSE 'which explains nothing' END AS what_en,
       score_source AS source, confidence
FROM evaluation_items
WHERE score_points < weight_points AND reason_fault IS NOT NULL AND NOT COALESCE(is_empty, FALSE)
ORDER BY document_id, project_id, indicator_no;
