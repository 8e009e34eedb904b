-- id:           EVA-015
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- title.zh:     实际完成值与指标值无法比较
-- title.en:     The actual value does not compare with its target
-- message.zh:   “{name}”指标值{target_text}，实际完成值写作“{actual_text}”，不是同一种数，{weight_points}分无法核对。
-- message.en:   “{name}”: the target is {target_text}, the actual value “{actual_text}” is no such number; {weight_points} points cannot be checked.
-- remedy.zh:    请按指标值的单位填写实际完成的数。
-- remedy.en:    Write the number that was achieved, in the unit of the target.
-- not_covered.zh: 没有填实际完成值的；没有数量的指标值
-- not_covered.en: blank actual values; targets without a number
SELECT document_id, project_id, name, target_text, target_source, actual_text, actual_source, weight_points, COALESCE(actual_source, score_source) AS source,
       confidence
FROM evaluation_items
WHERE comparison = 'not_comparable' AND weight_points > 0
ORDER BY document_id, project_id, indicator_no;
