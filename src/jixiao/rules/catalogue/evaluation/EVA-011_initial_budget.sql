-- id:           EVA-011
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     执行率用年初预算数作分母
-- title.en:     The rate is computed from the initial budget
-- message.zh:   填报{execution_score}分，正是用年初预算数{initial_yuan}计算的结果；按全年预算数{adjusted_yuan}应得{execution_points}分。
-- message.en:   {execution_score} points are declared, as the initial budget {initial_yuan} gives; the full-year budget {adjusted_yuan} gives {execution_points}.
-- remedy.zh:    执行率的分母应为全年预算数（含调整和结转），请重算。
-- remedy.en:    The denominator is the full-year budget with adjustments and carry-over: compute it again.
-- not_covered.zh: 两个预算数得出相同得分的
-- not_covered.en: budgets that give the same points
SELECT document_id, project_id, execution_score, execution_source AS execution_score_source, initial_yuan, adjusted_yuan, execution_points,
       execution_source AS source, confidence
FROM evaluations
WHERE execution_score = initial_points AND ABS(execution_score - execution_points) > $tolerance
ORDER BY document_id, project_id;
