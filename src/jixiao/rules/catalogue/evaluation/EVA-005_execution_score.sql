-- id:           EVA-005
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- yields_to:    EVA-011
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     预算执行率得分与公式不符
-- title.en:     Points for execution are not those of the formula
-- message.zh:   执行率{rate_pct}，分值{execution_weight}，应得{execution_points}分，填报{execution_score}分。
-- message.en:   At a rate of {rate_pct} and a weight of {execution_weight}, execution earns {execution_points} points; {execution_score} are declared.
-- remedy.zh:    请按“分值×全年执行数÷全年预算数”重算，最多得满分。
-- remedy.en:    Compute weight × executed amount ÷ full-year budget, at most the weight.
-- not_covered.zh: 用年初预算数作分母的（EVA-011）；没有全年预算数或执行数的；规定执行率低于及格线不得分的地方
-- not_covered.en: the initial budget as denominator (EVA-011); forms without budget or executed amount; places with a pass mark
SELECT document_id, project_id, rate_pct, execution_weight, execution_points, execution_score, execution_source AS execution_score_source,
       execution_source AS source, confidence
FROM evaluations
WHERE ABS(execution_score - execution_points) > $tolerance
ORDER BY document_id, project_id;
