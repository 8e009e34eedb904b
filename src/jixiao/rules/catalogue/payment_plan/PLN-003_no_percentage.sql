-- id:           PLN-003
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     支出计划缺百分号或不是数字
-- title.en:     A share of the payment plan without a percent sign, or no number
-- message.zh:   {month}月底的支出计划填为“{share_text}”，缺百分号或不是数字。
-- message.en:   The plan for the end of month {month} reads “{share_text}”: without a percent sign, or no number.
-- remedy.zh:    请按百分比填写累计进度，如60%。
-- remedy.en:    Give the cumulative share as a percentage, such as 60%.
-- not_covered.zh: 整份文件都不带百分号的支出计划（表头已写明单位）；空白时点（PLN-002）
-- not_covered.en: documents in which no share carries a percent sign (the header names the unit); blank checkpoints (PLN-002)

-- Where most shares of the document carry the sign, one without it is a slip.
WITH signs AS (
    SELECT document_id, SUM(CASE WHEN has_percent THEN 1 ELSE 0 END) AS signed_count, COUNT(*) AS share_count
    FROM payment_plan
    WHERE share_pct IS NOT NULL
    GROUP BY document_id
)

SELECT p.document_id, p.project_id, p.month, p.text AS share_text, p.source AS share_source, p.source
FROM payment_plan p
LEFT JOIN signs s ON s.document_id = p.document_id
WHERE p.text IS NOT NULL AND (p.share_pct IS NULL OR (NOT p.has_percent AND 2 * s.signed_count > s.share_count))
ORDER BY p.document_id, p.project_id, p.month;
