-- id:           NAR-023
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   near = narrative.near_rate
-- title.zh:     占比与重新计算的不符
-- title.en:     A share is not what the figures give
-- message.zh:   “{change_text}”：部分{amount_yuan}、总数{base_yuan}，占比应为{computed_pct}，文中为{rate_pct}，请核对。
-- message.en:   “{change_text}”: {amount_yuan} of {base_yuan} is {computed_pct}, not {rate_pct}.
-- remedy.zh:    请核对部分、总数和占比。
-- remedy.en:    Check part, whole and share.
-- not_covered.zh: 没有印出总数（预算数）的；总数为零的；按文中另一处的总数占比相符的（NAR-001、NAR-012）
-- not_covered.en: a whole that is not printed, or zero; shares that fit the whole as another place states it (NAR-001, NAR-012)
WITH compared AS (
    SELECT document_id, comparison_id, text, base_metric, measure, year, source, amount_yuan, base_yuan, rate_pct,
           COALESCE(amount_step, 0) AS amount_step, COALESCE(base_step, 0) AS base_step, COALESCE(rate_step, 0) AS rate_step
    FROM comparisons
    WHERE kind = 'share' AND base_yuan > 0
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
WHERE (doubled_gap > figures_tolerance + rate_tolerance
       OR (doubled_gap > rate_tolerance AND figures_tolerance <= rate_tolerance))  -- exact figures round to another rate
  -- The share fits another figure that the document states for the whole: that figure is wrong, not its shares.
  AND NOT EXISTS (
      SELECT 1 FROM claims
      WHERE claims.document_id = judged.document_id AND claims.metric = judged.base_metric AND claims.measure = judged.measure
        AND claims.year = judged.year AND NOT claims.is_base AND claims.amount_yuan <> judged.base_yuan
        AND 2 * ABS(100 * judged.amount_yuan - judged.rate_pct * claims.amount_yuan) <= judged.rate_step * claims.amount_yuan
  )
ORDER BY document_id, comparison_id
