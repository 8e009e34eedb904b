-- id:           NAR-022
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   near = narrative.near_rate
-- title.zh:     预算完成率与重新计算的不符
-- title.en:     A rate of completion is not what the figures give
-- message.zh:   “{change_text}”：决算{amount_yuan}、预算{base_yuan}，完成率应为{computed_pct}，文中为{rate_pct}，请核对。
-- message.en:   “{change_text}”: {amount_yuan} of {base_yuan} is {computed_pct}, not {rate_pct}.
-- remedy.zh:    请核对预算数、决算数和完成率。
-- remedy.en:    Check budget, final figure and rate.
-- not_covered.zh: 没有印出总数（预算数）的；总数为零的
-- not_covered.en: a whole that is not printed, or zero
WITH compared AS (
    SELECT document_id, comparison_id, text, source, amount_yuan, base_yuan, rate_pct,
           COALESCE(amount_step, 0) AS amount_step, COALESCE(base_step, 0) AS base_step, COALESCE(rate_step, 0) AS rate_step
    FROM comparisons
    WHERE kind = 'completion' AND rate_pct IS NOT NULL AND amount_yuan IS NOT NULL AND base_yuan > 0
), judged AS (
    SELECT *, ROUND(CAST(amount_yuan AS DOUBLE) * 100 / base_yuan, 3) AS computed_pct,
           ABS(CAST(amount_yuan AS DOUBLE) * 100 / base_yuan - CAST(rate_pct AS DOUBLE)) AS gap_points,
           2 * ABS(100 * amount_yuan - rate_pct * base_yuan) AS doubled_gap,
           100 * amount_step + rate_pct * base_step AS figures_tolerance, rate_step * base_yuan AS rate_tolerance
    FROM compared
)
SELECT document_id, text AS change_text, amount_yuan, base_yuan, rate_pct, computed_pct, source AS change_source, source,
       CASE WHEN 2 * gap_points <= 3 * rate_step THEN 'info'
            WHEN gap_points <= $near THEN 'warning' ELSE 'error' END AS severity
FROM judged
WHERE doubled_gap > figures_tolerance + rate_tolerance
   OR (doubled_gap > rate_tolerance AND figures_tolerance <= rate_tolerance)  -- exact figures round to another rate
ORDER BY document_id, comparison_id
