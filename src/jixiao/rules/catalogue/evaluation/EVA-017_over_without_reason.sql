-- id:           EVA-017
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   limit = evaluation.over_limit
-- title.zh:     大幅超额完成而没有说明原因
-- title.en:     Far more than the target, without a reason
-- message.zh:   “{name}”指标值{target_text}，实际完成{actual_text}，是指标值的{times_over}倍，没有说明原因。
-- message.en:   “{name}”: target {target_text}, actual {actual_text}, {times_over} times as much, without a reason.
-- remedy.zh:    请说明原因：指标值定得偏低、需求增加、价格下降或政策变化；定得偏低的，下年应提高指标值。
-- remedy.en:    Say why: the target was too low, demand grew, prices fell, a policy changed; a target that was too low should rise next year.
-- not_covered.zh: 区间、日期指标；指标值为零的
-- not_covered.en: ranges and dates; targets of zero
SELECT document_id, project_id, name, target_text, target_source, actual_text, actual_source, times_over, actual_source AS source, confidence
FROM evaluation_items
WHERE comparison = 'compared' AND is_met AND times_over > $limit AND reason_fault IS NOT NULL
ORDER BY document_id, project_id, indicator_no;
