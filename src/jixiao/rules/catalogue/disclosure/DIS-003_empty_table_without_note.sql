-- id:           DIS-003
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     空表没有说明
-- title.en:     An empty table without a note
-- message.zh:   《{table_title}》是空表，表下没有说明为什么没有数据。
-- message.en:   “{table_title}” is empty, and no note says why.
-- remedy.zh:    请在表下注明“本单位无……，故本表为空表”。
-- remedy.en:    Add a note below the table that says what there is not.
-- not_covered.zh: 说明所指与表不符（DIS-011）；标题写明是空表；文字说明写了为零，表下仍应说明
-- not_covered.en: notes that speak of another table (DIS-011); titles that say so; a narrative that says zero does not replace the note
SELECT document_id, title AS table_title, kind, source
FROM budget_tables
WHERE is_empty AND kind NOT IN ('other', 'T16_targets', 'T17_org')
  AND (note IS NULL  -- or it only says what the table would show (本表反映……情况), not why it shows nothing
       OR (NOT COALESCE(note_says_empty, FALSE) AND regexp_matches(note, '^((备?注|说明)[:：]|\d[.．、]|本(套)?(报)?表[^。\n]{0,120}[。\n]?|\s)+$')))
  AND NOT regexp_matches(COALESCE(title, ''), '空表|无数据|无此|不涉及')
ORDER BY document_id, table_no;
