-- id:           XYR-016
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- yields_to:    VAL-014, VAL-017, VAL-018
-- title.zh:     完成时间仍是上年的日期
-- title.en:     A date of last year was left in a target
-- message.zh:   指标“{name}”的完成时间“{value_text}”与上年（《{earlier_file}》）相同，没有改为{fiscal_year}年。
-- message.en:   The date “{value_text}” of “{name}” is that of last year (“{earlier_file}”) and was not changed to {fiscal_year}.
-- remedy.zh:    请填写本年的完成时间。
-- remedy.en:    Give the date of this year.
-- not_covered.zh: 没有写年份的时间；早于本年的其他时间（VAL-014）
-- not_covered.en: dates without a year; other dates before this year (VAL-014)
WITH stale AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, n.indicator_no, n.name, n.text AS value_text, n.target_source AS value_source,
           o.text AS earlier_text, o.target_source AS earlier_source, f.fiscal_year, n.confidence,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.indicator_id ORDER BY d.earlier_stage, p.earlier_document_id) AS place
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN documents f ON f.document_id = p.document_id
    JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    WHERE p.verdict = 'stale'
)

SELECT document_id, project_id, name, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source, fiscal_year,
       value_source AS source, confidence
FROM stale
WHERE place = 1
ORDER BY document_id, project_id, indicator_no;
