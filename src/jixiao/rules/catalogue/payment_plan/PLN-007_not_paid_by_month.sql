-- id:           PLN-007
-- severity:     info
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   most = funding.monthly_deviation
-- title.zh:     按月支付的项目支出计划不均衡
-- title.en:     A project that is paid monthly has an uneven payment plan
-- message.zh:   项目按月支付，{month}月底计划累计{share_text}，按月均衡应约为{even_pct}。
-- message.en:   The project is paid month by month; the plan is {share_text} at the end of month {month}, equal months would give about {even_pct}.
-- remedy.zh:    请按每月应付数编制累计进度；有预付、清算或人员增减的，请说明。
-- remedy.en:    Plan by what is due each month; where there are advances, settlements or changes of staff, say so.
-- not_covered.zh: 名称看不出按月支付的项目；季节性费用；12月底（PLN-002）
-- not_covered.en: projects whose names do not tell that they are paid monthly; seasonal costs; December (PLN-002)

-- The checkpoint that deviates most stands for the plan.
WITH deviations AS (
    SELECT y.document_id, y.project_id, y.month, y.text AS share_text, y.source AS share_source,
           ROUND(CAST(y.month AS DOUBLE) * 100 / 12, 1) AS even_pct,
           ABS(12 * y.share_pct - 100 * y.month) AS twelvefold,
           ROW_NUMBER() OVER (PARTITION BY y.document_id, y.project_id ORDER BY ABS(12 * y.share_pct - 100 * y.month) DESC, y.month) AS place
    FROM payment_plan y
    JOIN projects p ON p.document_id = y.document_id AND p.project_id = y.project_id
    WHERE p.is_paid_monthly AND y.share_pct IS NOT NULL AND y.month < 12
)

SELECT document_id, project_id, month, share_text, share_source, even_pct, share_source AS source
FROM deviations
WHERE place = 1 AND twelvefold > 12 * $most
ORDER BY document_id, project_id;
