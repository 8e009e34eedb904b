-- id:           PLN-008
-- severity:     info
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     采购在安排支付之前就要求完成
-- title.en:     A purchase is due before any payment is planned
-- message.zh:   “{name}”要求{deadline}前完成，支出计划到{month}月底仍未安排支付。
-- message.en:   “{name}” is due by {deadline}, and the plan pays nothing until after the end of month {month}.
-- remedy.zh:    请核对完成时限和支出计划；合同约定先交付后付款的，说明付款条件即可。
-- remedy.en:    Check deadline and plan; where the contract provides for payment after delivery, name its terms.
-- not_covered.zh: 采购以外的项目；支出计划没有零进度时点的项目；跨年的时限
-- not_covered.en: projects that buy nothing; plans without a checkpoint of zero; deadlines in other years

-- The last checkpoint by which nothing is paid, if something is paid later.
WITH unpaid AS (
    SELECT z.document_id, z.project_id, MAX(z.month) AS month
    FROM payment_plan z
    WHERE COALESCE(z.share_pct, 0) = 0
          AND EXISTS (
              SELECT 1 FROM payment_plan later
              WHERE later.document_id = z.document_id AND later.project_id = z.project_id AND later.month > z.month AND later.share_pct > 0
          )
    GROUP BY z.document_id, z.project_id
),

deadlines AS (
    SELECT i.document_id, i.project_id, i.name, i.deadline, i.target_source,
           ROW_NUMBER() OVER (PARTITION BY i.document_id, i.project_id ORDER BY i.deadline, i.indicator_no) AS place
    FROM indicators i
    JOIN documents d ON d.document_id = i.document_id
    WHERE NOT i.is_placeholder AND i.kind = 'deadline' AND year(i.deadline) = d.fiscal_year
)

SELECT p.document_id, p.project_id, l.name, l.deadline, u.month, l.target_source AS source
FROM projects p
JOIN unpaid u ON u.document_id = p.document_id AND u.project_id = p.project_id
JOIN deadlines l ON l.document_id = p.document_id AND l.project_id = p.project_id AND l.place = 1
WHERE p.activity = 'procurement' AND month(l.deadline) < u.month
ORDER BY p.document_id, p.project_id;
