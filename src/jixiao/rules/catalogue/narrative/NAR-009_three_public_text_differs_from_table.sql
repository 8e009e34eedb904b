-- id:           NAR-009
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     说明中的三公经费与表格不一致
-- title.en:     Three-public expenses in the narrative differ from the table
-- message.zh:   说明中“{claim_text}”的金额为{amount_yuan}，《{table_title}》中“{label}”为{table_yuan}，相差{difference_yuan}，请核对哪一个是正确的。
-- message.en:   The narrative says {amount_yuan} (“{claim_text}”), while “{label}” in “{table_title}” is {table_yuan}: a difference of {difference_yuan}. Which one is right?
-- remedy.zh:    请核对三公经费表与说明，改正后重新公开。
-- remedy.en:    Correct the table or the narrative and publish again.
-- not_covered.zh: 单位写错（NAR-004）；属于其他年度的说明（NAR-002）；说明内部加不拢（NAR-008）
-- not_covered.en: a wrong unit (NAR-004); narrative of another year (NAR-002); sums inside the narrative (NAR-008)
WITH printed AS (
    SELECT document_id, metric, measure, amount_yuan, COALESCE(amount_step, 0) AS step, table_id, label, source
    FROM key_figures
), claim AS (  -- figures of the fiscal year; those of another year belong to NAR-002
    SELECT claims.document_id, claims.claim_id, claims.metric, claims.measure, claims.subject, claims.text, claims.amount_yuan,
           COALESCE(claims.amount_step, 0) AS step, claims.source
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.year = documents.fiscal_year AND NOT claims.is_base AND NOT claims.is_as_of AND claims.amount_yuan IS NOT NULL
      AND claims.metric LIKE 'three_public%'
), compared AS (
    SELECT claim.*, printed.amount_yuan AS table_yuan, printed.label, printed.table_id, printed.source AS table_source,
           COALESCE(2 * ABS(claim.amount_yuan - printed.amount_yuan) <= claim.step + printed.step, FALSE) AS agrees,
           2 * ABS(claim.amount_yuan * 10000 - printed.amount_yuan) <= claim.step * 10000 + printed.step
               OR 2 * ABS(claim.amount_yuan - printed.amount_yuan * 10000) <= claim.step + printed.step * 10000 AS slips,
           ROW_NUMBER() OVER (PARTITION BY claim.document_id, claim.claim_id ORDER BY printed.table_id, printed.label, printed.amount_yuan DESC) AS place
    FROM claim
    JOIN printed ON printed.document_id = claim.document_id AND printed.metric = claim.metric AND printed.measure = claim.measure
), judged AS (
    SELECT compared.*, BOOL_OR(agrees) OVER (PARTITION BY document_id, claim_id) AS agrees_somewhere,
           BOOL_OR(COALESCE(amount_yuan <> 0 AND table_yuan <> 0 AND slips, FALSE)) OVER (PARTITION BY document_id, claim_id) AS slips_somewhere
    FROM compared
)
SELECT judged.document_id, judged.text AS claim_text, judged.amount_yuan, budget_tables.title AS table_title, judged.label, judged.table_yuan,
       ABS(judged.amount_yuan - judged.table_yuan) AS difference_yuan, judged.source AS amount_source, judged.table_source, judged.source,
       CASE WHEN ABS(judged.amount_yuan - judged.table_yuan) <= judged.step THEN 'info' ELSE 'error' END AS severity  -- digits cut off instead of rounded
FROM judged
JOIN budget_tables ON budget_tables.document_id = judged.document_id AND budget_tables.table_id = judged.table_id
WHERE judged.place = 1 AND NOT judged.agrees_somewhere AND NOT judged.slips_somewhere
ORDER BY judged.document_id, judged.claim_id
