-- id:           NAR-008
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- yields_to:    NAR-009, NAR-004
-- title.zh:     说明中三公经费各项之和不等于合计
-- title.en:     Three-public items of the narrative do not add up
-- message.zh:   “{claim_text}”的三公经费合计为{amount_yuan}，说明所列{parts}项之和为{sum_yuan}，相差{difference_yuan}，请核对。
-- message.en:   “{claim_text}”: the three-public total is {amount_yuan}, while its {parts} items add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对三公经费合计与各项，改正错误的一个。
-- remedy.en:    Check total and items and correct the wrong one.
-- not_covered.zh: 没有列全因公出国（境）、公务用车、公务接待的；上年数之和；与表不一致的（NAR-009）
-- not_covered.en: lists without all three items; sums of the year before; amounts that differ from the table (NAR-009)
WITH claim AS (
    SELECT document_id, claim_id, part_of, metric, text, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM claims
    WHERE amount_yuan IS NOT NULL AND NOT is_base AND NOT is_as_of AND NOT is_repeat
), vehicles_as_one AS (  -- purchase and running are parts of a part that is listed too
    SELECT DISTINCT document_id, part_of FROM claim WHERE metric = 'three_public_vehicle_total'
), summed AS (  -- everything that the text lists as a part, meetings and training too where it counts them in (NAR-010)
    SELECT whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source,
           SUM(part.amount_yuan) AS sum_yuan, SUM(part.step) AS steps, COUNT(*) AS parts, MIN(part.source) AS part_source,
           BOOL_OR(part.metric = 'three_public_abroad') AND BOOL_OR(part.metric = 'three_public_reception')
           AND BOOL_OR(part.metric IN ('three_public_vehicle_total', 'three_public_vehicle_running')) AS has_all_kinds
    FROM claim AS whole
    JOIN claim AS part ON part.document_id = whole.document_id AND part.part_of = whole.claim_id
    LEFT JOIN vehicles_as_one ON vehicles_as_one.document_id = part.document_id AND vehicles_as_one.part_of = part.part_of
    WHERE whole.metric = 'three_public_total'
      AND NOT (vehicles_as_one.part_of IS NOT NULL AND part.metric IN ('three_public_vehicle_purchase', 'three_public_vehicle_running'))
      AND (part.metric LIKE 'three_public%' OR part.metric IN ('meeting', 'training'))
    GROUP BY whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source
)
SELECT document_id, text AS claim_text, amount_yuan, sum_yuan, parts, ABS(amount_yuan - sum_yuan) AS difference_yuan,
       source AS amount_source, part_source AS sum_source, source
FROM summed
WHERE has_all_kinds AND 2 * ABS(amount_yuan - sum_yuan) > step + steps
ORDER BY document_id, claim_id
