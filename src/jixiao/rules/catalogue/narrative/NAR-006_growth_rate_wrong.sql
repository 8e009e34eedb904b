-- id:           NAR-006
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   near = narrative.near_rate
-- title.zh:     增减幅度与重新计算的不符
-- title.en:     A rate of change is not what the figures give
-- message.zh:   “{change_text}”：增减额{delta_yuan}，上年数{base_yuan}，幅度应为{computed_pct}，文中为{rate_pct}，请核对。
-- message.en:   “{change_text}”: a change of {delta_yuan} on {base_yuan} is {computed_pct}, not {rate_pct}.
-- remedy.zh:    请重新计算增减额和幅度，改正错误的一个。
-- remedy.en:    Compute change and rate again and correct the wrong one.
-- not_covered.zh: 基数为零的（NAR-018）；增减方向（NAR-024）；本年数和上年数都没有印出的
-- not_covered.en: a base of zero (NAR-018); the direction (NAR-024); changes whose base neither is printed nor follows
WITH change AS (  -- the base is printed, or it follows from the figure and its change
    SELECT document_id, comparison_id, text, source, direction, rate_pct, COALESCE(rate_step, 0) AS rate_step,
           COALESCE(delta_yuan, ABS(amount_yuan - base_yuan)) AS delta_yuan,
           CASE WHEN delta_yuan IS NOT NULL THEN COALESCE(delta_step, 0) ELSE COALESCE(amount_step, 0) + COALESCE(base_step, 0) END AS delta_step,
           COALESCE(base_yuan, CASE direction WHEN 'decrease' THEN amount_yuan + delta_yuan WHEN 'increase' THEN amount_yuan - delta_yuan END) AS base_yuan,
           CASE WHEN base_yuan IS NOT NULL THEN COALESCE(base_step, 0) ELSE COALESCE(amount_step, 0) + COALESCE(delta_step, 0) END AS base_step
    FROM comparisons
    WHERE kind = 'change' AND direction IN ('increase', 'decrease')
), judged AS (
    SELECT *, ROUND(CAST(delta_yuan AS DOUBLE) * 100 / base_yuan, 3) AS computed_pct,
           ABS(CAST(delta_yuan AS DOUBLE) * 100 / base_yuan - CAST(rate_pct AS DOUBLE)) AS gap_points,
           2 * ABS(100 * delta_yuan - rate_pct * base_yuan) AS doubled_gap,
           100 * delta_step + rate_pct * base_step AS figures_tolerance, rate_step * base_yuan AS rate_tolerance
    FROM change
    WHERE base_yuan > 0
)
SELECT document_id, text AS change_text, delta_yuan, base_yuan, rate_pct, computed_pct, source AS change_source, source,
       CASE WHEN 2 * gap_points <= 3 * rate_step THEN 'info'
            WHEN gap_points <= $near THEN 'warning' ELSE 'error' END AS severity
FROM judged
WHERE doubled_gap > figures_tolerance + rate_tolerance
   OR (doubled_gap > rate_tolerance AND figures_tolerance <= rate_tolerance)  -- exact figures round to another rate
ORDER BY document_id, comparison_id
