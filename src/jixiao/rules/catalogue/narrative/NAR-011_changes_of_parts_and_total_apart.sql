-- id:           NAR-011
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     合计的增减与各项增减之和不符
-- title.en:     The change of a total is not the sum of the changes of its parts
-- message.zh:   “{total_text}”的增减额为{total_change_yuan}，其{parts}个组成部分的增减额合计为{sum_yuan}（如“{part_text}”），两者不符，请核对。
-- message.en:   “{total_text}” is a change of {total_change_yuan}, while the changes of its {parts} parts add up to {sum_yuan} (such as “{part_text}”).
-- remedy.zh:    请核对合计和各项与上年的比较，改正错误的一个。
-- remedy.en:    Check the comparisons of total and parts.
-- not_covered.zh: 没有列全各项或有一项没有比较的；“基本持平”
-- not_covered.en: parts that are not all listed, or not all compared; “about the same”
WITH change AS (  -- a change as a signed amount; unchanged is none
    SELECT document_id, comparison_id, claim_id, base_year, base_measure, text, source,
           CASE WHEN direction = 'same' THEN 0 WHEN direction = 'decrease' THEN -delta_yuan ELSE delta_yuan END AS signed_yuan,
           CASE WHEN direction = 'same' THEN 0 ELSE COALESCE(delta_step, 0) END AS step
    FROM comparisons
    WHERE kind = 'change' AND (direction = 'same' OR (direction IN ('increase', 'decrease') AND delta_yuan IS NOT NULL))
), part AS (  -- parts of a total that are figures of their own, not items of the classification
    SELECT document_id, claim_id, part_of, amount_yuan, COALESCE(amount_step, 0) AS step
    FROM claims
    WHERE metric IS NOT NULL AND NOT is_repeat AND NOT is_base AND amount_yuan IS NOT NULL
), summed AS (
    SELECT whole.document_id, whole.claim_id, whole.amount_yuan, COALESCE(whole.amount_step, 0) AS step,
           SUM(part.amount_yuan) AS parts_yuan, SUM(part.step) AS part_steps, COUNT(*) AS parts, COUNT(change.claim_id) AS changes,
           SUM(change.signed_yuan) AS sum_yuan, SUM(change.step) AS change_steps, MIN(change.base_year) AS earliest, MAX(change.base_year) AS latest
    FROM claims AS whole
    JOIN part ON part.document_id = whole.document_id AND part.part_of = whole.claim_id
    LEFT JOIN change ON change.document_id = part.document_id AND change.claim_id = part.claim_id
    GROUP BY whole.document_id, whole.claim_id, whole.amount_yuan, whole.amount_step
), largest AS (  -- the part that changed most is quoted
    SELECT part.document_id, part.part_of, change.text, change.source,
           ROW_NUMBER() OVER (PARTITION BY part.document_id, part.part_of ORDER BY ABS(change.signed_yuan) DESC, change.comparison_id) AS place
    FROM part
    JOIN change ON change.document_id = part.document_id AND change.claim_id = part.claim_id
)
SELECT total.document_id, total.text AS total_text, total.signed_yuan AS total_change_yuan, summed.sum_yuan, summed.parts, largest.text AS part_text,
       total.source AS total_source, largest.source AS part_source, total.source
FROM change AS total
JOIN summed ON summed.document_id = total.document_id AND summed.claim_id = total.claim_id
JOIN largest ON largest.document_id = total.document_id AND largest.part_of = total.claim_id AND largest.place = 1
WHERE summed.changes = summed.parts AND summed.parts >= 2 AND summed.earliest = summed.latest AND summed.earliest = total.base_year
  -- the parts are all of the total
  AND 2 * ABS(summed.amount_yuan - summed.parts_yuan) <= summed.step + summed.part_steps
  AND 2 * ABS(total.signed_yuan - summed.sum_yuan) > total.step + summed.change_steps
ORDER BY total.document_id, total.comparison_id
