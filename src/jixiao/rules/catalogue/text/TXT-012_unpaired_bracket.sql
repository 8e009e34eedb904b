-- id:           TXT-012
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     括号、引号或书名号不成对
-- title.en:     A bracket or quotation mark without its partner
-- message.zh:   “{fault_text}”中的括号、引号或书名号不成对（共{fault_count}处）。
-- message.en:   A bracket or quotation mark in “{fault_text}” has no partner ({fault_count} place(s)).
-- remedy.zh:    请补上或删去；文件名称和文号请一并核对。
-- remedy.en:    Add or remove it, and check titles and numbers of documents.
-- not_covered.zh: 被截断的文字（STR-008）；列表序号“1）”；跨段的括号
-- not_covered.en: texts that are cut off (STR-008); numbers of lists; brackets over several paragraphs

-- One finding for a form, a section or a table: the first place and how many there are.
WITH faults AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    JOIN documents d ON d.document_id = f.document_id
    WHERE f.fault = 'unpaired_bracket'
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM faults
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
