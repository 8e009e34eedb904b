-- id:           NAR-004
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   rounding = narrative.rounding, few = narrative.few_slips
-- title.zh:     金额单位写错
-- title.en:     The unit of an amount is wrong
-- message.zh:   “{claim_text}”的金额只有{amount_yuan}，按表格或合计应为{fitting_yuan}，相差一万倍，请核对是否把“万元”和“元”写错。
-- message.en:   “{claim_text}” is {amount_yuan}, while the table or the total asks for {fitting_yuan}: ten thousand times. Were 元 and 万元 confused?
-- remedy.zh:    请改正该金额的单位。
-- remedy.en:    Correct the unit of the amount.
-- not_covered.zh: 按科目列示的金额（NAR-019）；相差十倍、百倍的金额
-- not_covered.en: amounts by item (NAR-019); amounts that are off ten or a hundred times
WITH claim AS (
    SELECT claims.document_id, claims.claim_id, claims.part_of, claims.metric, claims.measure, claims.year, claims.text, claims.amount_yuan,
           COALESCE(claims.amount_step, 0) AS step, claims.source, documents.fiscal_year
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.amount_yuan > 0 AND NOT claims.is_as_of AND NOT claims.is_base
), agreeing AS (  -- the table has the figure as it stands
    SELECT DISTINCT claim.document_id, claim.claim_id
    FROM claim
    JOIN key_figures AS printed ON printed.document_id = claim.document_id AND printed.metric = claim.metric AND printed.measure = claim.measure
    WHERE 2 * ABS(claim.amount_yuan - printed.amount_yuan) <= claim.step + COALESCE(printed.amount_step, 0)
), against_table AS (  -- ten thousand times more or less is the figure of the table
    SELECT claim.document_id, claim.claim_id, MAX(printed.amount_yuan) AS fitting_yuan
    FROM claim
    JOIN key_figures AS printed ON printed.document_id = claim.document_id AND printed.metric = claim.metric AND printed.measure = claim.measure
    WHERE claim.year = claim.fiscal_year AND printed.amount_yuan > 0
      AND (2 * ABS(claim.amount_yuan * 10000 - printed.amount_yuan) <= claim.step * 10000 + COALESCE(printed.amount_step, 0)
           OR 2 * ABS(claim.amount_yuan - printed.amount_yuan * 10000) <= claim.step + COALESCE(printed.amount_step, 0) * 10000)
    GROUP BY claim.document_id, claim.claim_id
), other_unit AS (  -- more figures are off like this than agree: the tables are read in a wrong unit
    SELECT against_table.document_id
    FROM against_table
    LEFT JOIN agreeing ON agreeing.document_id = against_table.document_id
    GROUP BY against_table.document_id
    HAVING COUNT(DISTINCT against_table.claim_id) > $few AND COUNT(DISTINCT against_table.claim_id) > COUNT(DISTINCT agreeing.claim_id)
), parts AS (
    SELECT document_id, part_of, SUM(amount_yuan) AS sum_yuan, SUM(step) AS steps, COUNT(*) AS parts
    FROM claim
    WHERE part_of IS NOT NULL
    GROUP BY document_id, part_of
), against_sum AS (  -- the parts make up their total only with ten thousand times the figure
    SELECT claim.document_id, claim.claim_id, whole.amount_yuan - (parts.sum_yuan - claim.amount_yuan) AS fitting_yuan
    FROM claim
    JOIN parts ON parts.document_id = claim.document_id AND parts.part_of = claim.part_of
    JOIN claim AS whole ON whole.document_id = claim.document_id AND whole.claim_id = claim.part_of
    WHERE parts.parts >= 2 AND 2 * ABS(parts.sum_yuan - whole.amount_yuan) > parts.steps + whole.step
      AND 2 * ABS(claim.amount_yuan * 10000 - (whole.amount_yuan - (parts.sum_yuan - claim.amount_yuan)))
          <= claim.step * 10000 + (parts.steps - claim.step) + whole.step + $rounding
)
SELECT claim.document_id, claim.text AS claim_text, claim.amount_yuan, COALESCE(against_table.fitting_yuan, against_sum.fitting_yuan) AS fitting_yuan,
       claim.source AS amount_source, claim.source
FROM claim
LEFT JOIN against_table ON against_table.document_id = claim.document_id AND against_table.claim_id = claim.claim_id
LEFT JOIN against_sum ON against_sum.document_id = claim.document_id AND against_sum.claim_id = claim.claim_id
LEFT JOIN agreeing ON agreeing.document_id = claim.document_id AND agreeing.claim_id = claim.claim_id
LEFT JOIN other_unit ON other_unit.document_id = claim.document_id
WHERE agreeing.claim_id IS NULL AND other_unit.document_id IS NULL AND COALESCE(against_table.fitting_yuan, against_sum.fitting_yuan) IS NOT NULL
ORDER BY claim.document_id, claim.claim_id
