-- id:           TXT-014
-- severity:     info
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     文字中的数字被空格断开
-- title.en:     A blank tears a number of the text
-- message.zh:   “{fault_text}”中的数字被空格断开（共{fault_count}处），是一个数还是两个数看不出来。
-- message.en:   A blank stands in the number in “{fault_text}” ({fault_count} place(s)): it may be one number or two.
-- remedy.zh:    请核对原数并去掉空格。
-- remedy.en:    Check the number and take out the blank.
-- not_covered.zh: 指标值（STR-018）；千分位空格；PDF和扫描件（空格可能来自排版）
-- not_covered.en: targets (STR-018); blanks between thousands; PDF and scans, whose blanks may come from the type-setting

-- One finding for a form, a section or a table: the first place and how many there are.
WITH faults AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    JOIN documents d ON d.document_id = f.document_id
    WHERE f.fault = 'split_digits' AND d.media_type NOT IN ('application/pdf') AND d.media_type NOT LIKE 'image/%'
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM faults
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
