-- id:           PLN-002
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#60, practice
-- title.zh:     年底累计支出计划不是100%
-- title.en:     The payment plan does not end at 100%
-- message.zh:   12月底累计支出计划为“{share_text}”，不是100%。
-- message.en:   The cumulative plan for the end of December is “{share_text}”, not 100%.
-- remedy.zh:    请补填12月底计划；确需结转下年支付的，请说明原因并按当年能支付的数额编制预算。
-- remedy.en:    Fill in December; if a part is to be paid next year, say why, and budget what can be paid this year.
-- not_covered.zh: 没有12月底栏的表样或读取时缺失的栏；按当期比例填列、合计100%的计划；超过100%（PLN-004）；不是数字的填写（PLN-003）
-- not_covered.en: forms without a December cell, or whose cell was lost in reading; shares of single periods adding up to 100%; above 100% (PLN-004);
--   what is no number (PLN-003)
WITH single_periods AS (
    SELECT document_id, project_id
    FROM payment_plan
    GROUP BY document_id, project_id
    HAVING SUM(share_pct) = 100
)

SELECT y.document_id, y.project_id, y.text AS share_text, y.source AS share_source, y.source
FROM payment_plan y
LEFT JOIN single_periods p ON p.document_id = y.document_id AND p.project_id = y.project_id
WHERE y.month = 12 AND p.project_id IS NULL AND (y.share_pct < 100 OR y.text IS NULL)
ORDER BY y.document_id, y.project_id;
