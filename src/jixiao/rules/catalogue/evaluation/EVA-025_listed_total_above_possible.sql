-- id:           EVA-025
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance, all = evaluation.weights_total, weight = evaluation.execution_weight
-- title.zh:     汇总表中的总分高于执行率允许的最高分
-- title.en:     A listed total above what the execution of the budget leaves room for
-- message.zh:   “{name}”执行率{rate_pct}，{weight}分的执行率分值最多得{earned}分，其余指标全部满分，总分也不超过{most}分；填报{printed_total}分。
-- message.en:   “{name}” spent {rate_pct}, which earns {earned} of the {weight} points of execution: even with all other points the total cannot exceed {most}; {printed_total} are declared.
-- remedy.zh:    请对照该项目的自评表重算执行率得分和总分；执行率分值另有规定的，请在汇总表中注明。
-- remedy.en:    Compute the points of execution and the total anew from the form of the project; where execution has another weight, say so in the list.
-- not_covered.zh: 印有指标的自评表（EVA-003、EVA-005）；没有预算数或执行数的行；列出的执行率得分高于通常分值的行（另有分值办法）
-- not_covered.en: forms with indicators (EVA-003, EVA-005); rows without budget or executed amount; rows whose points of execution are above the usual weight, which follow another scheme
WITH room AS (
    SELECT document_id, project_id, listed_no, listed_name AS name, rate_pct, printed_total, COALESCE(printed_total_source, source) AS source, confidence,
           $weight * LEAST(rate_pct, 100) AS earned_hundredfold, $all - $weight AS others
    FROM evaluations
    WHERE listed_no IS NOT NULL AND rate_pct >= 0 AND printed_total <= $all AND (execution_score IS NULL OR execution_score <= $weight)
)

SELECT document_id, project_id, name, rate_pct, $weight AS weight, ROUND(CAST(earned_hundredfold AS DOUBLE) / 100, 2) AS earned,
       ROUND(others + CAST(earned_hundredfold AS DOUBLE) / 100, 2) AS most, printed_total, source AS printed_total_source, source, confidence
FROM room
WHERE (printed_total - others - $tolerance) * 100 > earned_hundredfold
ORDER BY document_id, listed_no;
