-- id:           NAR-018
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     上年数为零而写增长幅度
-- title.en:     A growth rate on a base of zero
-- message.zh:   “{change_text}”：上年数为0，增长幅度没有意义，文中写作{rate_pct}。
-- message.en:   “{change_text}”: the base is 0, so that a rate of {rate_pct} has no meaning.
-- remedy.zh:    请只写增加额，不写幅度。
-- remedy.en:    Give the increase and no rate.
-- not_covered.zh: 下降100%
-- not_covered.en: a fall of 100%
SELECT document_id, text AS change_text, base_year, amount_yuan, delta_yuan, rate_pct, source AS change_source, source
FROM comparisons
WHERE kind = 'change' AND direction = 'increase' AND rate_pct IS NOT NULL
  AND (base_yuan = 0 OR (base_yuan IS NULL AND amount_yuan > 0 AND delta_yuan = amount_yuan))
ORDER BY document_id, comparison_id
