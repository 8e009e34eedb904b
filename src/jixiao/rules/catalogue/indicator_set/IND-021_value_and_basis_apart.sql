-- id:           IND-021
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     指标值与确定依据不符
-- title.en:     Target and its basis disagree
-- message.zh:   指标“{name}”的值是“{value_text}”，依据却写“{basis}”。
-- message.en:   Indicator “{name}” has the target “{value_text}”, and its basis says “{basis}”.
-- remedy.zh:    请核对指标值和依据。
-- remedy.en:    Check target and basis.
-- not_covered.zh: 百分比以外的数字；依据所引的上年数
-- not_covered.en: figures other than percentages; figures of earlier years
WITH stated AS (
    SELECT document_id, project_id, indicator_no, name, text AS value_text, target_source AS value_source, basis, basis_source, value, confidence, source,
           CASE WHEN unit = 'percent' THEN NULLIF(regexp_extract(basis, '([0-9]+([.][0-9]+)?)[ ]*[%％]', 1), '') END AS printed
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder AND kind = 'numeric' AND basis IS NOT NULL
), compared AS (
    SELECT *, CAST(printed AS DECIMAL(18,6)) AS basis_value FROM stated WHERE printed IS NOT NULL AND LENGTH(printed) <= 8
)
SELECT document_id, project_id, name, value_text, value_source, basis, basis_source, confidence, source
FROM compared
WHERE basis_value <> value AND NOT regexp_matches(basis, '上年|去年|往年|历史|20[0-9][0-9]年')
  AND NOT regexp_matches(basis, '[%％].*[%％]')  -- several rates: which one is meant is not said
ORDER BY document_id, project_id, indicator_no
