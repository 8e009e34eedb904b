-- id:           NAR-033
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- yields_to:    NAR-001, NAR-004
-- title.zh:     说明中收入各项之和不等于总计
-- title.en:     Parts of income in the narrative do not add up
-- message.zh:   “{claim_text}”为{amount_yuan}，所列{parts}项收入之和为{sum_yuan}，{relation_zh}总计{difference_yuan}，请核对。
-- message.en:   “{claim_text}” is {amount_yuan}, while the {parts} parts listed add up to {sum_yuan}: {difference_yuan} {relation_en}.
-- remedy.zh:    请核对收入总计与各项，漏列的补充。
-- remedy.en:    Check total and parts, and add what is missing.
-- not_covered.zh: 只列两项而少于总计的；支出各项（NAR-003）；与表不一致的（NAR-001）
-- not_covered.en: two parts that come to less than the total; expenditure (NAR-003); amounts that differ from the table (NAR-001)
WITH claim AS (
    SELECT document_id, claim_id, part_of, metric, text, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM claims
    WHERE amount_yuan IS NOT NULL AND NOT is_base AND NOT is_as_of AND NOT is_repeat
), with_fiscal AS (  -- where fiscal appropriations are a part, those of each fund are parts of that part
    SELECT DISTINCT document_id, part_of FROM claim WHERE metric = 'fiscal_income'
), with_year AS (  -- likewise where the income of the year is a part
    SELECT DISTINCT document_id, part_of FROM claim WHERE metric = 'current_income'
), summed AS (
    SELECT whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source,
           SUM(part.amount_yuan) AS sum_yuan, SUM(part.step) AS steps, COUNT(*) AS parts, MIN(part.source) AS part_source
    FROM claim AS whole
    JOIN claim AS part ON part.document_id = whole.document_id AND part.part_of = whole.claim_id
    LEFT JOIN with_fiscal ON with_fiscal.document_id = part.document_id AND with_fiscal.part_of = part.part_of
    LEFT JOIN with_year ON with_year.document_id = part.document_id AND with_year.part_of = part.part_of
    WHERE whole.metric IN ('total_income', 'current_income')
      AND (part.metric IN ('fiscal_income', 'current_income', 'carryover')
           OR (with_year.part_of IS NULL
               AND part.metric IN ('business_income', 'business_operation_income', 'superior_subsidy', 'affiliated_income', 'other_income',
                                   'special_account', 'unit_funds'))
           OR (with_year.part_of IS NULL AND with_fiscal.part_of IS NULL AND part.metric IN ('general', 'fund', 'state_capital')))
      AND NOT (with_year.part_of IS NOT NULL AND part.metric = 'fiscal_income')
    GROUP BY whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source
)
SELECT document_id, text AS claim_text, amount_yuan, sum_yuan, parts, ABS(amount_yuan - sum_yuan) AS difference_yuan,
       CASE WHEN sum_yuan > amount_yuan THEN '超过' ELSE '少于' END AS relation_zh, CASE WHEN sum_yuan > amount_yuan THEN 'more' ELSE 'less' END AS relation_en,
       source AS amount_source, part_source AS sum_source, source
FROM summed
WHERE parts >= 2 AND 2 * ABS(amount_yuan - sum_yuan) > step + steps AND (sum_yuan > amount_yuan OR parts >= 3)
ORDER BY document_id, claim_id
