-- id:           EVA-001
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   total = evaluation.weights_total, slack = evaluation.weights_slack
-- title.zh:     自评表的分值合计不是100分
-- title.en:     Weights of a self-evaluation do not total 100
-- message.zh:   {weighted_items}个指标与预算执行率的分值合计为{weights_sum}，应为100。
-- message.en:   The weights of {weighted_items} indicators and of the execution of the budget total {weights_sum} instead of 100.
-- remedy.zh:    请核对各项分值：预算执行率与全部三级指标的分值合计应为100分。
-- remedy.en:    Check the weights: execution and all indicators together make 100.
-- not_covered.zh: 没有印分值的表；没有印执行率分值而指标合计为80分或90分的表；有指标分值空白而合计不足的，为警告
-- not_covered.en: forms without weights; forms that print no weight for execution while the indicators make 80 or 90; a sum that is too small while a weight is blank is a warning
WITH blanks AS (
    SELECT document_id, project_id
    FROM evaluation_items
    WHERE weight_points IS NULL AND NOT is_empty
    GROUP BY document_id, project_id
)

SELECT e.document_id, e.project_id, e.weighted_items, e.weights_sum,
       CASE WHEN e.weights_sum < $total AND b.project_id IS NOT NULL THEN 'warning' ELSE 'error' END AS severity,
       e.source, e.confidence
FROM evaluations e
LEFT JOIN blanks b ON b.document_id = e.document_id AND b.project_id = e.project_id
WHERE ABS(e.weights_sum - $total) > $slack
      -- The weight of the execution of the budget may stand in a scheme and not on the form.
      AND NOT (e.execution_weight IS NULL AND e.weights_sum IN (80, 90))
ORDER BY e.document_id, e.project_id;
