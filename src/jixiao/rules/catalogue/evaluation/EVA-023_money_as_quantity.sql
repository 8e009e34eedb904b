-- id:           EVA-023
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- title.zh:     把支出金额当作产出数量
-- title.en:     The money that was spent stands as an output
-- message.zh:   数量指标“{name}”的完成值{actual_text}就是全年执行数，同一笔钱又算作产出，占{weight_points}分。
-- message.en:   The quantity “{name}” was attained by {actual_text}, which is the executed amount: the same money counts as an output again, with {weight_points} points.
-- remedy.zh:    请换成用这笔钱做成的数量（人次、公里、台套等）。
-- remedy.en:    Name what the money bought: people, kilometres, devices.
-- not_covered.zh: 成本指标；金额与执行数不同的数量指标
-- not_covered.en: cost indicators; amounts that are not the executed one
SELECT i.document_id, i.project_id, i.name, i.actual_text, i.actual_source, i.weight_points, i.actual_source AS source, i.confidence
FROM evaluation_items i
JOIN evaluations e ON e.document_id = i.document_id AND e.project_id = i.project_id
WHERE i.level2_code = 'output.quantity' AND i.actual_yuan = e.executed_yuan AND i.actual_yuan > 0
ORDER BY i.document_id, i.project_id, i.indicator_no;
