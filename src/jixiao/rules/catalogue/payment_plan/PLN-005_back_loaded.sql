-- id:           PLN-005
-- severity:     warning
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#60, practice
-- parameters:   late_month = funding.late_checkpoint, least = funding.least_share_paid
-- title.zh:     支出计划过于靠后
-- title.en:     The payment plan leaves most of the money to the end
-- message.zh:   {first_month}月底计划支出{first_text}，到{month}月底累计{share_text}，支出集中在年底。
-- message.en:   The plan is {first_text} at the end of month {first_month} and {share_text} at the end of month {month}: most is left to the end.
-- remedy.zh:    请按合同和工作进度细化支付计划，提前采购准备；确需年底集中支付的，请说明原因。
-- remedy.en:    Plan payments by contract and progress and prepare procurement earlier; where payment at the end cannot be avoided, say why.
-- not_covered.zh: 只有年底一个时点的计划；季节性支出的合理安排需人工判断；累计计划减少（PLN-001）
-- not_covered.en: plans with a December checkpoint only; whether the work is seasonal needs a person; plans that go down (PLN-001)

-- A checkpoint that is blank while a later one is filled in plans nothing by then.
WITH filled AS (
    SELECT document_id, project_id
    FROM payment_plan
    GROUP BY document_id, project_id
    HAVING MAX(share_pct) > 0
),

early AS (
    SELECT p.document_id, p.project_id, p.month AS first_month, p.text AS first_text, p.share_pct AS first_pct, p.source AS first_source
    FROM payment_plan p
    WHERE p.is_first AND p.month < 12
),

-- The last checkpoint from the set month on, before December.
late AS (
    SELECT document_id, project_id, month, text AS share_text, share_pct, source AS share_source,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY month DESC) AS place
    FROM payment_plan
    WHERE month >= $late_month AND month < 12 AND share_pct IS NOT NULL
),

judged AS (
    SELECT e.document_id, e.project_id, e.first_month, e.first_text, e.first_source, l.month, l.share_text, l.share_source,
           l.share_pct < $least AS is_late, COALESCE(e.first_pct, 0) = 0 AS is_empty_at_first
    FROM filled f
    JOIN early e ON e.document_id = f.document_id AND e.project_id = f.project_id
    LEFT JOIN late l ON l.document_id = f.document_id AND l.project_id = f.project_id AND l.place = 1
)

-- Nothing by the first checkpoint alone is common (procurement takes its time): a question only.
SELECT document_id, project_id, first_month, first_text, first_source, month, share_text, share_source,
       COALESCE(share_source, first_source) AS source, CASE WHEN is_late THEN 'warning' ELSE 'info' END AS severity
FROM judged
WHERE is_late OR is_empty_at_first
ORDER BY document_id, project_id;
