-- id:           DIS-011
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     空表说明写的是另一张表
-- title.en:     The note of an empty table speaks of another one
-- message.zh:   《{table_title}》的说明是“{note}”，所指不是本表。
-- message.en:   The note of “{table_title}” is “{note}”, which speaks of another table.
-- remedy.zh:    请改正表下说明。
-- remedy.en:    Correct the note.
-- not_covered.zh: 没有说明的空表（DIS-003）
-- not_covered.en: empty tables without a note (DIS-003)
WITH expected AS (
    SELECT document_id, table_no, title, note, note_source, note_subject, source,
           CASE WHEN kind IN ('T07_fund_income', 'T08_fund', 'FA08_fund') THEN ';fund;'
                WHEN kind IN ('T09_state_capital', 'FA09_state_capital') THEN ';state_capital;'
                WHEN kind IN ('T10_three_public', 'FA07_three_public') THEN ';three_public;'
                WHEN kind = 'T14_procurement' THEN ';procurement;'
                WHEN kind = 'T15_assets' THEN ';assets;' END AS subject
    FROM budget_tables
    WHERE note IS NOT NULL AND note_says_empty
)
SELECT document_id, title AS table_title, note, note_source, COALESCE(note_source, source) AS source
FROM expected
WHERE NOT CONTAINS(note_subject, subject)
ORDER BY document_id, table_no
