-- id:           XYR-006
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, practice
-- parameters:   change = comparison.budget_change, least = comparison.small_change
-- yields_to:    XYR-018
-- title.zh:     预算比上年变化较大，没有说明原因
-- title.en:     A budget changed much against last year, and no reason is given
-- message.zh:   {what}由上年的{earlier_yuan}变为{budget_yuan}（{change_pct}），{reason_zh}。上年数见《{earlier_file}》。
-- message.en:   {what_en} went from {earlier_yuan} to {budget_yuan} ({change_pct}); {reason_en}. Last year's figure is that of “{earlier_file}”.
-- remedy.zh:    请在立项依据或预算说明中写明增减的原因和测算依据。
-- remedy.en:    Give the reason and the calculation in the form or in the narrative.
-- not_covered.zh: 变化不大的预算；本年或上年没有金额的项目；说明了增减但没有原因的（NAR-016）；跨年实施、按进度安排的项目
-- not_covered.en: small changes; projects without an amount in one of the years; changes that the narrative states without a reason (NAR-016); works over several years
WITH changed AS (
    SELECT p.document_id, p.project_id, n.project_no, CONCAT('项目“', n.name, '”的预算') AS what, CONCAT('The budget of “', n.name, '”') AS what_en,
           n.budget_yuan, n.budget_source, o.budget_yuan AS earlier_yuan, o.budget_source AS earlier_source, p.earlier_document_id,
           p.budget_change_pct AS change_pct, n.confidence,
           CASE WHEN n.attribute_class = 'recurring' OR n.is_paid_monthly THEN 'warning' ELSE 'info' END AS severity
    FROM project_pairs p
    JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
    JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
    WHERE p.basis IN ('code', 'name', 'stem') AND ABS(p.budget_change_pct) > $change
          AND ABS(n.budget_yuan - o.budget_yuan) >= $least
          AND COALESCE(n.attribute_class, '') NOT IN ('one_off', 'continuing') AND NOT COALESCE(n.lifetime_yuan > n.budget_yuan, FALSE)
),

explained AS (
    SELECT c.document_id, c.project_id
    FROM changed c
    JOIN texts t ON t.document_id = c.document_id AND t.project_id = c.project_id
    WHERE regexp_matches(t.text, '[较比](上年|去年|往年|20[0-9]{2}年)|上年[^，。；]{0,20}(增加|减少|调[整增减])|(增加|减少|调整|调增|调减|压减|核减|新增)[^。；]{0,12}(原因|主要|由于|因为)|(因|由于)[^，。；]{0,30}(增加|减少|调整|新增|压减|提高|下降)')
),

of_projects AS (
    SELECT c.document_id, c.project_id, c.project_no, c.what, c.what_en, c.budget_yuan, c.budget_source, c.earlier_yuan, c.earlier_source,
           c.earlier_document_id, c.change_pct, c.confidence, c.severity, '表中没有说明原因' AS reason_zh, 'the form gives no reason' AS reason_en
    FROM changed c
    LEFT JOIN explained e ON e.document_id = c.document_id AND e.project_id = c.project_id
    WHERE e.document_id IS NULL
),

totals AS (
    SELECT k.document_id, k.amount_yuan, k.source, ROW_NUMBER() OVER (PARTITION BY k.document_id ORDER BY k.kind, k.label, k.source) AS place
    FROM key_figures k
    WHERE k.metric = 'total_expenditure' AND k.measure = 'budget' AND k.amount_yuan > 0
),

stated AS (
    SELECT document_id, COUNT(CASE WHEN has_reason THEN 1 END) AS reasons
    FROM comparisons
    WHERE kind = 'change' AND metric IN ('total_income', 'total_expenditure', 'current_income', 'current_expenditure', 'fiscal_income', 'fiscal_expenditure', 'general', 'project')
    GROUP BY document_id
),

of_documents AS (
    SELECT d.document_id, CAST(NULL AS VARCHAR) AS project_id, 0 AS project_no, '支出总计' AS what, 'Total expenditure' AS what_en,
           n.amount_yuan AS budget_yuan, n.source AS budget_source, o.amount_yuan AS earlier_yuan, o.source AS earlier_source, d.earlier_document_id,
           CAST(ROUND(CAST((n.amount_yuan - o.amount_yuan) * 100 AS DOUBLE) / CAST(o.amount_yuan AS DOUBLE), 2) AS DECIMAL(18, 6)) AS change_pct,
           CAST(NULL AS DOUBLE) AS confidence,
           CASE WHEN s.document_id IS NULL THEN 'warning' ELSE 'info' END AS severity,
           CASE WHEN s.document_id IS NULL THEN '文字说明没有提到' ELSE '说明中已写原因，请核对是否充分' END AS reason_zh,
           CASE WHEN s.document_id IS NULL THEN 'the narrative does not speak of it' ELSE 'the narrative gives a reason; is it enough?' END AS reason_en
    FROM document_pairs d
    JOIN totals n ON n.document_id = d.document_id AND n.place = 1
    JOIN totals o ON o.document_id = d.earlier_document_id AND o.place = 1
    LEFT JOIN stated s ON s.document_id = d.document_id
    WHERE (s.document_id IS NULL OR s.reasons > 0)
          AND ABS(n.amount_yuan - o.amount_yuan) * 100 > o.amount_yuan * $change AND ABS(n.amount_yuan - o.amount_yuan) >= $least
)

SELECT f.document_id, f.project_id, f.what, f.what_en, f.budget_yuan, f.budget_source, f.earlier_yuan, f.earlier_source, f.earlier_document_id,
       d.earlier_file, f.change_pct, f.severity, f.reason_zh, f.reason_en, f.budget_source AS source, f.confidence
FROM (SELECT * FROM of_projects UNION ALL SELECT * FROM of_documents) f
JOIN document_pairs d ON d.document_id = f.document_id AND d.earlier_document_id = f.earlier_document_id
WHERE d.years_apart = 1 AND d.earlier_stage = 'declared'
ORDER BY f.document_id, f.project_no;
