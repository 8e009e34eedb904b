-- id:           STR-015
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2017-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     目录列出的表格文件中没有
-- title.en:     A table of the contents is not in the document
-- message.zh:   目录列有“{text}”，文件中没有找到这张表。
-- message.en:   The contents announce “{text}”, and the document has no such table.
-- remedy.zh:    请补充公开；没有数据的表也应列示空表并说明。
-- remedy.en:    Publish the table; one without data is shown empty, with a note.
-- not_covered.zh: 没有目录的文件；表格另附文件、本文件没有表格的公开；目录条目认不出是哪种表的；绩效目标表以表样公开的
-- not_covered.en: documents without contents; documents whose tables are files of their own; entries of no known kind of table; target forms
--   where the document prints forms

-- A table that is announced by another name than it has is still of the same concept: with or without 决算, three-public expenses with
-- or without operating expenses, funds or projects in one table or two.
WITH printed AS (
    SELECT document_id, title_key, kind,
           CASE WHEN kind LIKE '%three_public%' OR kind LIKE '%operating' THEN 'three_public'
                WHEN kind LIKE '%fund%' THEN 'fund'
                WHEN kind LIKE '%projects%' THEN 'projects'
                ELSE regexp_replace(kind, '^[A-Z]+[0-9]+_', '') END AS concept
    FROM budget_tables
),

-- A document without any table has published them elsewhere.
with_tables AS (
    SELECT DISTINCT document_id
    FROM printed
    WHERE kind <> 'other'
),

announced AS (
    SELECT c.document_id, c.entry_no, c.text, c.text_key, c.source,
           CASE WHEN c.kind LIKE '%three_public%' OR c.kind LIKE '%operating' THEN 'three_public'
                WHEN c.kind LIKE '%fund%' THEN 'fund'
                WHEN c.kind LIKE '%projects%' THEN 'projects'
                ELSE regexp_replace(c.kind, '^[A-Z]+[0-9]+_', '') END AS concept
    FROM contents c
    JOIN with_tables w ON w.document_id = c.document_id
    WHERE c.is_table AND c.kind NOT IN ('other', 'T16_targets')
)

SELECT a.document_id, a.text, a.source AS text_source, a.source
FROM announced a
WHERE NOT EXISTS (
          SELECT 1 FROM printed t
          WHERE t.document_id = a.document_id
                AND (t.concept = a.concept OR contains(t.title_key, a.text_key) OR contains(a.text_key, t.title_key))
      )
      -- a table that could not be read as one still has its title above it
      AND NOT EXISTS (
          SELECT 1 FROM sections s
          WHERE s.document_id = a.document_id
                AND (contains(s.heading_key, a.text_key) OR contains(s.text_key, a.text_key))
      )
ORDER BY a.document_id, a.entry_no;
