-- id:           DIS-001
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, budget-regulation#6
-- parameters:   days = disclosure.days_after_approval
-- title.zh:     逾期公开
-- title.en:     Disclosed after the legal time limit
-- message.zh:   {publisher}于{published_on}公开，批复日期为{approved_on}，最后期限{deadline}，逾期{days_late}天。
-- message.en:   {publisher} disclosed on {published_on}; approved on {approved_on}, the last day was {deadline}: {days_late} day(s) late.
-- remedy.zh:    请核对批复日期与公开日期；如属实，在公开说明中写明原因。
-- remedy.en:    Check both dates; if they are right, explain the delay in the disclosure.
-- not_covered.zh: 文件不印的日期须由使用者提供，缺日期时无法判断；期限最后一天为节假日的情形
-- not_covered.en: dates that nobody gave: documents do not print them; a deadline on a holiday
WITH due AS (
    SELECT document_id, publisher, approved_on, approved_on_source, published_on, published_on_source, source,
           approved_on + CAST($days AS INTEGER) AS deadline
    FROM documents
)
SELECT document_id, publisher, approved_on, published_on, deadline, DATE_DIFF('day', deadline, published_on) AS days_late, source
FROM due
WHERE published_on > deadline
ORDER BY document_id
