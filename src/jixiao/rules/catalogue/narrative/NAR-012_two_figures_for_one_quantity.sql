-- id:           NAR-012
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     同一数字两处不一
-- title.en:     Two figures for one quantity
-- message.zh:   “{claim_text}”为{amount_yuan}，前文“{other_text}”为{other_yuan}，相差{difference_yuan}，请核对哪一个是正确的。
-- message.en:   “{claim_text}” is {amount_yuan}, while “{other_text}” before is {other_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请统一两处的金额。
-- remedy.en:    Make both agree.
-- not_covered.zh: 表格中有该数字的（NAR-001）；同一节内的重复；个数、面积
-- not_covered.en: figures that a table prints (NAR-001); repetitions within a section; counts and areas
WITH claim AS (  -- figures that no table settles; where one does, NAR-001 tells which of them is wrong
    SELECT claims.document_id, claims.section_id, claims.claim_id, claims.metric, claims.measure, claims.fund, claims.side, claims.year, claims.text,
           claims.amount_yuan, COALESCE(claims.amount_step, 0) AS step, claims.source, sections.section_no, claims.position
    FROM claims
    JOIN sections ON sections.document_id = claims.document_id AND sections.section_id = claims.section_id
    WHERE claims.amount_yuan > 0 AND NOT claims.is_base AND NOT claims.is_as_of AND NOT claims.is_repeat
), settled AS (
    SELECT DISTINCT document_id, metric, measure FROM key_figures
), pair AS (
    SELECT later.document_id, later.claim_id, later.text, later.amount_yuan, later.source, earlier.step + later.step AS steps,
           earlier.text AS other_text, earlier.amount_yuan AS other_yuan, earlier.source AS other_source,
           ROW_NUMBER() OVER (PARTITION BY later.document_id, later.claim_id ORDER BY earlier.section_no, earlier.position, earlier.claim_id) AS place
    FROM claim AS later
    JOIN claim AS earlier ON earlier.document_id = later.document_id AND earlier.section_no < later.section_no AND earlier.measure = later.measure
    LEFT JOIN settled ON settled.document_id = later.document_id AND settled.metric = later.metric AND settled.measure = later.measure
    WHERE (2 * ABS(earlier.amount_yuan - later.amount_yuan) > earlier.step + later.step
           OR (earlier.amount_yuan <> later.amount_yuan AND earlier.step = later.step))  -- one figure in one unit is rounded in one way
      AND ((earlier.metric = later.metric AND earlier.year = later.year AND settled.metric IS NULL
            AND earlier.fund IS NOT DISTINCT FROM later.fund AND earlier.side IS NOT DISTINCT FROM later.side
            AND (later.metric NOT IN ('fiscal_income', 'fiscal_expenditure')  -- 总计 holds what is carried over as well
                 OR CONTAINS(earlier.text, '总计') = CONTAINS(later.text, '总计')))
           -- operating expenses of the agency are its 公用经费: a difference in the last digit means that one of them was copied wrongly
           OR (earlier.metric = 'operating' AND later.metric = 'agency_operating' AND settled.metric IS NULL
               AND ABS(earlier.amount_yuan - later.amount_yuan) <= 2 * (earlier.step + later.step)))
)
SELECT document_id, text AS claim_text, amount_yuan, other_text, other_yuan, ABS(amount_yuan - other_yuan) AS difference_yuan,
       source AS amount_source, other_source, source,
       CASE WHEN 2 * ABS(amount_yuan - other_yuan) > steps THEN 'warning' ELSE 'info' END AS severity
FROM pair
WHERE place = 1
ORDER BY document_id, claim_id
