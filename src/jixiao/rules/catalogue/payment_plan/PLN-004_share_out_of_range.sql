-- id:           PLN-004
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     支出计划超出0–100%
-- title.en:     A share of the payment plan outside 0–100%
-- message.zh:   {month}月底的累计支出计划为{share_text}，超出0–100%。
-- message.en:   The cumulative plan for the end of month {month} is {share_text}, outside 0–100%.
-- remedy.zh:    请更正为0%至100%之间的累计进度。
-- remedy.en:    Correct it to a cumulative share between 0% and 100%.
-- not_covered.zh: 以金额填列的支出计划
-- not_covered.en: plans that give amounts of money
SELECT document_id, project_id, month, text AS share_text, source AS share_source, source
FROM payment_plan
WHERE share_pct < 0 OR share_pct > 100
ORDER BY document_id, project_id, month;
