-- id:           NAR-007
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   fewest = narrative.fewest_listed, share = narrative.listed_share
-- title.zh:     占比合计不等于100%
-- title.en:     Shares do not add up to 100%
-- message.zh:   从“{first_text}”起所列{shares}个占比合计{sum_pct}，不是100%；未列占比的金额{rest_yuan}，请核对是否漏写。
-- message.en:   The {shares} shares from “{first_text}” add up to {sum_pct}, not 100%; {rest_yuan} has no share. Was one left out?
-- remedy.zh:    请补写没有列出的部分及其占比。
-- remedy.en:    Add the part that is not listed, with its share.
-- not_covered.zh: 只列少数几个占比的；某个占比本身算错的（NAR-023）
-- not_covered.en: texts that give a few shares only; a share that is wrong by itself (NAR-023)
WITH share AS (
    SELECT document_id, section_id, base_subject, base_yuan, comparison_id, text, source, amount_yuan, rate_pct, COALESCE(rate_step, 0) AS rate_step,
           -- a share that is wrong by itself is NAR-023
           ABS(100 * amount_yuan - rate_pct * base_yuan) > COALESCE(rate_step, 0) * base_yuan AS is_wrong
    FROM comparisons
    WHERE kind = 'share' AND rate_pct IS NOT NULL AND amount_yuan IS NOT NULL AND base_yuan > 0
), grouped AS (
    SELECT document_id, section_id, MIN(comparison_id) AS comparison_id, MIN(text) AS text, MIN(source) AS source, base_yuan,
           COUNT(*) AS shares, SUM(rate_pct) AS sum_pct, SUM(rate_step) AS steps, BOOL_OR(is_wrong) AS has_wrong, SUM(amount_yuan) AS sum_yuan
    FROM share
    GROUP BY document_id, section_id, base_subject, base_yuan
)
SELECT document_id, text AS first_text, shares, sum_pct, base_yuan - sum_yuan AS rest_yuan, source AS sum_source, source AS rest_source, source
FROM grouped
WHERE shares >= $fewest AND NOT has_wrong AND 2 * ABS(sum_pct - 100) > steps
  AND sum_yuan >= base_yuan * $share  -- fewer parts are examples, not a division of the whole
  AND sum_yuan <= base_yuan * (2 - $share)
ORDER BY document_id, section_id, comparison_id
