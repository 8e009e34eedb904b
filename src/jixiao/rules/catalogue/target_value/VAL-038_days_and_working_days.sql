-- id:           VAL-038
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     工作日与自然日混用
-- title.en:     Working days and calendar days mixed
-- message.zh:   同一指标“{name}”一处写“{value_text}”，另一处写“{other_text}”，工作日与自然日不统一。
-- message.en:   “{name}” is “{value_text}” in one place and “{other_text}” in another: calendar days or working days?
-- remedy.zh:    请统一为工作日或自然日。
-- remedy.en:    Use one of the two throughout.
-- not_covered.zh: 名称不同的时限
-- not_covered.en: time limits with other names

-- The same measure by another name is not seen; two projects of one document may measure the same.
WITH days AS (
    SELECT document_id, project_id, indicator_id, name, name_key, text, target_source, unit, confidence,
           ROW_NUMBER() OVER (PARTITION BY document_id, name_key, unit ORDER BY project_id, indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder AND kind = 'numeric' AND unit IN ('day', 'workday') AND LENGTH(name_key) > 3
)

SELECT w.document_id, w.project_id, w.name, c.text AS value_text, c.target_source AS value_source, w.text AS other_text, w.target_source AS other_source,
       w.target_source AS source, w.confidence
FROM days w
JOIN days c ON c.document_id = w.document_id AND c.name_key = w.name_key AND c.unit = 'day' AND c.place = 1
WHERE w.unit = 'workday' AND w.place = 1
ORDER BY w.document_id, w.project_id, w.indicator_id
