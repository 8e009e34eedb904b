-- id:           VAL-014
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- yields_to:    VAL-018
-- title.zh:     目标在预算年度之前已经实现
-- title.en:     A result that precedes the year
-- message.zh:   指标“{name}”的值“{value_text}”早于预算年度{fiscal_year}年，不是本年的目标。
-- message.en:   The value “{value_text}” of “{name}” lies before the budget year {fiscal_year}: it is no target of this year.
-- remedy.zh:    请填写本年的目标；只是支付以前年度款项的，按支付事项设定目标并说明。
-- remedy.en:    Set a target of this year; where only earlier bills are paid, set targets of the payment and say so.
-- not_covered.zh: 名称中的以前年度（VAL-015）；名称与指标值年份不一致（VAL-018）
-- not_covered.en: earlier years in a name (VAL-015); years of name and value that differ (VAL-018)

-- A deadline of the year before counts only where the document has other deadlines of its own year or later, so that its year is sure;
-- one of two years before or more is past in either case.
WITH dated AS (
    SELECT i.document_id, i.project_id, i.indicator_no, i.name, i.text AS value_text, i.target_source AS value_source, i.confidence, i.kind, i.name_year,
           COALESCE(YEAR(i.deadline), i.text_year) AS value_year, d.fiscal_year
    FROM indicators i
    JOIN documents d ON d.document_id = i.document_id
    WHERE NOT i.is_placeholder AND d.fiscal_year IS NOT NULL
          AND (i.kind IN ('deadline', 'period') OR i.issues LIKE '%;past_state;%')
),

of_the_year AS (
    SELECT DISTINCT document_id
    FROM dated
    WHERE kind IN ('deadline', 'period') AND value_year >= fiscal_year
)

SELECT dated.document_id, project_id, name, value_text, value_source, fiscal_year, value_source AS source, confidence
FROM dated
LEFT JOIN of_the_year ON of_the_year.document_id = dated.document_id
WHERE value_year < fiscal_year AND (kind = 'state' OR of_the_year.document_id IS NOT NULL OR value_year <= fiscal_year - 2)
ORDER BY dated.document_id, project_id, indicator_no
