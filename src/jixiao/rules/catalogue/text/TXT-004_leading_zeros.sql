-- id:           TXT-004
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     数字带前导零
-- title.en:     A number with leading zeros
-- message.zh:   “{fault_text}”中的数字以0开头，像是没有替换的占位数（共{fault_count}处）。
-- message.en:   The number in “{fault_text}” begins with zeros, like one that was never filled in ({fault_count} place(s)).
-- remedy.zh:    请填写实际数字。
-- remedy.en:    Fill in the true number.
-- not_covered.zh: XX、××等占位符（DIS-008）；指标名称中的模板残留（IND-019）；日期、编号和电话
-- not_covered.en: placeholders such as XX (DIS-008); residue of a template in names (IND-019); dates, numbers of documents, telephones

-- One finding for a form, a section or a table: the first place and how many there are.
WITH faults AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    JOIN documents d ON d.document_id = f.document_id
    WHERE f.fault = 'leading_zeros'
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM faults
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
