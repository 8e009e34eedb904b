-- id:           NAR-005
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     增减额不等于本年数与上年数之差
-- title.en:     A change is not the difference of the two figures
-- message.zh:   “{change_text}”：本年{amount_yuan}与对比数{base_yuan}相差{computed_yuan}，文中增减额为{delta_yuan}，请核对。
-- message.en:   “{change_text}”: {amount_yuan} and {base_yuan} differ by {computed_yuan}, not {delta_yuan}.
-- remedy.zh:    请核对本年数、对比数和增减额，改正错误的一个。
-- remedy.en:    Check the three figures and correct the wrong one.
-- not_covered.zh: 没有印出对比数的（NAR-011、NAR-031）；增减方向（NAR-024）
-- not_covered.en: changes whose base is not printed (NAR-011, NAR-031); the direction (NAR-024)
WITH change AS (
    SELECT document_id, comparison_id, text, source, direction, amount_yuan, base_yuan, delta_yuan, ABS(amount_yuan - base_yuan) AS computed_yuan,
           COALESCE(amount_step, 0) + COALESCE(base_step, 0) + COALESCE(delta_step, 0) AS steps
    FROM comparisons
    WHERE kind IN ('change', 'completion')
)
SELECT document_id, text AS change_text, amount_yuan, base_yuan, delta_yuan, computed_yuan, source AS change_source, source
FROM change
WHERE 2 * ABS(computed_yuan - delta_yuan) > steps
ORDER BY document_id, comparison_id
