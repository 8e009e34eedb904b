-- id:           TXT-013
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     词语或句子重复
-- title.en:     Words or sentences that stand twice
-- message.zh:   “{fault_text}”重复书写（共{fault_count}处）。
-- message.en:   “{fault_text}” is written twice in a row ({fault_count} place(s)).
-- remedy.zh:    请删去重复的文字。
-- remedy.en:    Delete one of them.
-- not_covered.zh: 隔开的重复；叠词；名词连用（人员人员经费等可能成立的）
-- not_covered.en: repetitions with words between; reduplications; nouns that may stand side by side

-- One finding for a form, a section or a table: the first place and how many there are.
WITH faults AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    JOIN documents d ON d.document_id = f.document_id
    WHERE f.fault = 'repeated_words'
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM faults
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
