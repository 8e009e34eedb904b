-- id:           NAR-003
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- yields_to:    NAR-001, NAR-004
-- title.zh:     说明中各部分之和不等于合计
-- title.en:     Parts in the narrative do not add up to their total
-- message.zh:   “{claim_text}”为{amount_yuan}，其{parts}个组成部分合计为{sum_yuan}，相差{difference_yuan}，请核对。
-- message.en:   “{claim_text}” is {amount_yuan}, while its {parts} parts add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对合计与各项，改正错误的一个。
-- remedy.en:    Check total and parts and correct the wrong one.
-- not_covered.zh: 没有列全组成部分的；单位写错（NAR-004）；与表不一致的（NAR-001）
-- not_covered.en: lists that leave parts out; a wrong unit (NAR-004); amounts that differ from the table (NAR-001)
WITH member AS (  -- totals and all of their parts
    SELECT 'basic' AS whole, 'personnel' AS part, 1 AS set_no, 2 AS size
    UNION ALL SELECT 'basic', 'operating', 1, 2
    UNION ALL SELECT 'total_expenditure', 'basic', 2, 2
    UNION ALL SELECT 'total_expenditure', 'project', 2, 2
    UNION ALL SELECT 'current_expenditure', 'basic', 3, 2
    UNION ALL SELECT 'current_expenditure', 'project', 3, 2
    UNION ALL SELECT 'total_expenditure', 'personnel', 4, 3
    UNION ALL SELECT 'total_expenditure', 'operating', 4, 3
    UNION ALL SELECT 'total_expenditure', 'project', 4, 3
), claim AS (
    SELECT document_id, section_id, claim_id, part_of, metric, measure, year, text, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM claims
    WHERE amount_yuan IS NOT NULL AND NOT is_base AND NOT is_as_of AND NOT is_repeat
), summed AS (
    SELECT whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source, member.size,
           SUM(part.amount_yuan) AS sum_yuan, SUM(part.step) AS steps, COUNT(*) AS parts, COUNT(DISTINCT part.metric) AS kinds,
           MIN(part.source) AS part_source
    FROM claim AS whole
    JOIN member ON member.whole = whole.metric
    JOIN claim AS part ON part.document_id = whole.document_id AND part.section_id = whole.section_id AND part.metric = member.part
                      AND part.measure = whole.measure AND part.year = whole.year AND (part.part_of = whole.claim_id OR part.part_of IS NULL)
    GROUP BY whole.document_id, whole.claim_id, whole.text, whole.amount_yuan, whole.step, whole.source, member.set_no, member.size
)
SELECT document_id, text AS claim_text, amount_yuan, sum_yuan, parts, ABS(amount_yuan - sum_yuan) AS difference_yuan,
       source AS amount_source, part_source AS sum_source, source
FROM summed
WHERE kinds = size AND parts = size AND 2 * ABS(amount_yuan - sum_yuan) > step + steps
ORDER BY document_id, claim_id, sum_yuan
