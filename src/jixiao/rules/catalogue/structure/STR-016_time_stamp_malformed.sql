-- id:           STR-016
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     填报时间格式不对
-- title.en:     The time of filing is malformed
-- message.zh:   填报时间“{filed_text}”不是完整的日期时间（应为8位或14位数字）。
-- message.en:   The time of filing “{filed_text}” is no full date or time (8 or 14 digits).
-- remedy.zh:    请核对填报时间，补齐缺少的数字。
-- remedy.en:    Check the time and add the digit that is missing.
-- not_covered.zh: 用年月日书写的日期；空白的填报时间
-- not_covered.en: dates written with 年月日; a blank
WITH stamps AS (
    SELECT document_id, project_id, filed_at AS filed_text, filed_at_source AS filed_source,
           substr(filed_at, 5, 2) AS month_text, substr(filed_at, 7, 2) AS day_text, length(filed_at) AS digits
    FROM projects
    WHERE regexp_matches(filed_at, '^[0-9]{6,20}$')
)

SELECT document_id, project_id, filed_text, filed_source, filed_source AS source
FROM stamps
WHERE digits NOT IN (8, 14) OR month_text NOT BETWEEN '01' AND '12' OR day_text NOT BETWEEN '01' AND '31'
ORDER BY document_id, project_id;
