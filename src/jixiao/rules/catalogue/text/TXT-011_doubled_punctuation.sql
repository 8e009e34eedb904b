-- id:           TXT-011
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     标点重复或连用错误
-- title.en:     Doubled punctuation
-- message.zh:   “{fault_text}”标点重复或连用错误（共{fault_count}处）。
-- message.en:   Punctuation is doubled in “{fault_text}” ({fault_count} place(s)).
-- remedy.zh:    请改正标点；连用处可能漏了文字，请一并核对。
-- remedy.en:    Correct the punctuation, and see whether words are missing there.
-- not_covered.zh: 省略号和破折号；表格数字单元格
-- not_covered.en: ellipses and dashes; cells of numbers

-- One finding for a form, a section or a table: the first place and how many there are.
WITH faults AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    JOIN documents d ON d.document_id = f.document_id
    WHERE f.fault = 'doubled_punctuation'
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM faults
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
