-- id:           PLN-001
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#60, practice
-- title.zh:     累计支出计划后期小于前期
-- title.en:     The cumulative payment plan goes down
-- message.zh:   累计支出计划{before_month}月底为{before_text}，{month}月底却为{share_text}。
-- message.en:   The cumulative plan is {before_text} at the end of month {before_month} and {share_text} at the end of month {month}.
-- remedy.zh:    资金支出计划为累计进度，应逐期不减；请核对是否漏填数字，或误填为当期比例。
-- remedy.en:    The plan is cumulative and cannot go down: look for a digit that is missing, or shares of single periods.
-- not_covered.zh: 各期比例之和为100%、按当期填列的计划；空白或非数字的时点（PLN-002、PLN-003）
-- not_covered.en: plans that give shares of single periods adding up to 100%; checkpoints that are blank or no number (PLN-002, PLN-003)

-- A plan whose shares add up to 100 is one of single periods, not a cumulative one that goes down.
WITH single_periods AS (
    SELECT document_id, project_id
    FROM payment_plan
    GROUP BY document_id, project_id
    HAVING SUM(share_pct) = 100
),

steps AS (
    SELECT document_id, project_id, month, text AS share_text, share_pct, source,
           LAG(month) OVER (PARTITION BY document_id, project_id ORDER BY month, share_pct, source) AS before_month,
           LAG(text) OVER (PARTITION BY document_id, project_id ORDER BY month, share_pct, source) AS before_text,
           LAG(share_pct) OVER (PARTITION BY document_id, project_id ORDER BY month, share_pct, source) AS before_pct,
           LAG(source) OVER (PARTITION BY document_id, project_id ORDER BY month, share_pct, source) AS before_source
    FROM payment_plan
    WHERE share_pct IS NOT NULL
)

SELECT s.document_id, s.project_id, s.before_month, s.before_text, s.before_source, s.month, s.share_text, s.source AS share_source, s.source
FROM steps s
LEFT JOIN single_periods p ON p.document_id = s.document_id AND p.project_id = s.project_id
WHERE s.share_pct < s.before_pct AND p.project_id IS NULL
ORDER BY s.document_id, s.project_id, s.month;
