-- id:           GOL-008
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     目标要求下降而指标允许增长
-- title.en:     The goal wants less, the indicator allows more
-- message.zh:   绩效目标写“{goal_text}”，要求下降，而指标“{indicator_text}”允许增长，方向相反。
-- message.en:   The goal says “{goal_text}”, the indicator “{indicator_text}” allows it to grow: opposite directions.
-- remedy.zh:    请统一方向：目标要求下降的，指标值应为下降幅度或不高于上年数。
-- remedy.en:    Make the directions agree: where the goal wants a decrease, let the target be one, or no more than last year.
-- not_covered.zh: 没有写明增长或增幅的指标；目标要求增长而指标下降的
-- not_covered.en: indicators that do not speak of growth; goals that want more where the indicator falls
SELECT r.document_id, r.project_id, r.text AS goal_text, r.source AS goal_text_source,
       CONCAT(i.name, ' ', i.text) AS indicator_text, i.source AS indicator_text_source, r.source AS source, i.confidence
FROM promises r
JOIN indicators i ON i.document_id = r.document_id AND i.indicator_id = r.opposite_indicator_id
WHERE r.kind = 'decrease'
ORDER BY r.document_id, r.project_id, r.promise_no;
