-- id:           NAR-001
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     说明中的金额与表格不一致
-- title.en:     An amount in the narrative differs from the table
-- message.zh:   说明中“{claim_text}”的金额为{amount_yuan}，《{table_title}》中“{label}”为{table_yuan}，相差{difference_yuan}，请核对哪一个是正确的。
-- message.en:   The narrative says {amount_yuan} (“{claim_text}”), while “{label}” in “{table_title}” is {table_yuan}: a difference of {difference_yuan}. Which one is right?
-- remedy.zh:    请以批复的预算（决算）为准，改正说明或表格，使两者一致。
-- remedy.en:    Correct the narrative or the table so that both agree with what was approved.
-- not_covered.zh: 三公经费（NAR-009）；单位写错（NAR-004）；属于其他年度的说明（NAR-002）；按科目列示的金额（NAR-019）；收入方的一般公共预算
-- not_covered.en: three-public expenses (NAR-009); a wrong unit (NAR-004); narrative of another year (NAR-002); amounts by item (NAR-019); income of the general budget
WITH printed AS (  -- what the tables print; a figure of the year itself and one with money carried over are both right
    SELECT document_id, metric, measure, amount_yuan, COALESCE(amount_step, 0) AS step, table_id, label, source, FALSE AS of_general
    FROM key_figures
    UNION ALL
    SELECT document_id, CASE metric WHEN 'general_basic' THEN 'basic' ELSE 'project' END, measure,
           amount_yuan, COALESCE(amount_step, 0), table_id, label, source, measure = 'final'
    FROM key_figures
    WHERE metric IN ('general_basic', 'general_project')
    UNION ALL
    SELECT document_id, CASE metric WHEN 'current_income' THEN 'total_income' ELSE 'total_expenditure' END, measure,
           amount_yuan, COALESCE(amount_step, 0), table_id, label, source, FALSE
    FROM key_figures
    WHERE metric IN ('current_income', 'current_expenditure') AND kind LIKE 'T%'
    UNION ALL
    SELECT whole.document_id, whole.metric, whole.measure, whole.amount_yuan - carried.amount_yuan,
           COALESCE(whole.amount_step, 0) + COALESCE(carried.amount_step, 0), whole.table_id, whole.label, whole.source, FALSE
    FROM key_figures AS whole
    JOIN key_figures AS carried ON carried.document_id = whole.document_id AND carried.measure = whole.measure AND carried.metric = 'carryover'
    WHERE whole.metric IN ('general', 'fiscal_income', 'fiscal_expenditure') AND carried.amount_yuan > 0
), whole AS (  -- expenditure of all money, which only one table of final accounts prints: without it that of the general budget says nothing of it
    SELECT DISTINCT document_id, metric FROM key_figures WHERE measure = 'final' AND metric IN ('basic', 'project')
), also_right AS (  -- with or without what is carried over, tables print several totals of one side
    SELECT document_id, side, CASE WHEN kind LIKE 'FA%' THEN 'final' ELSE 'budget' END AS measure, amount_yuan, COALESCE(amount_step, 0) AS step
    FROM budget_amounts
    WHERE kind IN ('T01_total', 'T04_fiscal_total', 'FA01_total', 'FA04_fiscal_total') AND line_role IN ('total', 'current_total') AND amount_yuan > 0
), claim AS (  -- figures of the fiscal year; those of another year belong to NAR-002
    SELECT claims.document_id, claims.claim_id, claims.metric, claims.side, claims.measure, claims.fund, claims.subject, claims.text, claims.amount_yuan,
           COALESCE(claims.amount_step, 0) AS step, claims.source
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.year = documents.fiscal_year AND NOT claims.is_base AND NOT claims.is_as_of AND claims.amount_yuan IS NOT NULL
      AND claims.metric NOT LIKE 'three_public%'
      AND NOT (claims.metric IN ('general', 'fund', 'state_capital') AND claims.side IS NOT DISTINCT FROM 'income')
), compared AS (
    SELECT claim.*, printed.amount_yuan AS table_yuan, printed.label, printed.table_id, printed.source AS table_source,
           COALESCE(2 * ABS(claim.amount_yuan - printed.amount_yuan) <= claim.step + printed.step, FALSE) AS agrees,
           2 * ABS(claim.amount_yuan * 10000 - printed.amount_yuan) <= claim.step * 10000 + printed.step
               OR 2 * ABS(claim.amount_yuan - printed.amount_yuan * 10000) <= claim.step + printed.step * 10000 AS slips,
           ROW_NUMBER() OVER (PARTITION BY claim.document_id, claim.claim_id ORDER BY printed.table_id, printed.label, printed.amount_yuan DESC, printed.source) AS place
    FROM claim
    JOIN printed ON printed.document_id = claim.document_id AND printed.metric = claim.metric AND printed.measure = claim.measure
    LEFT JOIN whole ON whole.document_id = claim.document_id AND whole.metric = claim.metric
    WHERE NOT printed.of_general OR whole.metric IS NOT NULL OR claim.fund = 'general'
), excused AS (
    SELECT DISTINCT claim.document_id, claim.claim_id
    FROM claim
    JOIN also_right ON also_right.document_id = claim.document_id AND also_right.measure = claim.measure
    WHERE claim.metric IN ('fiscal_income', 'fiscal_expenditure', 'general', 'current_income', 'current_expenditure')
      AND (also_right.side IS NULL OR claim.side IS NULL OR also_right.side = claim.side)
      AND 2 * ABS(claim.amount_yuan - also_right.amount_yuan) <= claim.step + also_right.step
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
LEFT JOIN excused ON excused.document_id = judged.document_id AND excused.claim_id = judged.claim_id
WHERE excused.claim_id IS NULL AND judged.place = 1 AND NOT judged.agrees_somewhere AND NOT judged.slips_somewhere
ORDER BY judged.document_id, judged.claim_id
