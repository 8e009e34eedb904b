-- id:           TXT-006
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- yields_to:    STR-002
-- title.zh:     同一文件的文号前后不一致
-- title.en:     The number of one cited document differs
-- message.zh:   《{title}》的文号一处为“{number}”，另一处为“{other_number}”。
-- message.en:   《{title}》 is cited as “{number}” and as “{other_number}”.
-- remedy.zh:    请核对原文件的文号并统一。
-- remedy.en:    Look at the document itself and use its number throughout.
-- not_covered.zh: 同一表样重复印制时的差异（STR-002）；没有文号的引用；同名的年度文件
-- not_covered.en: differences between copies of one form (STR-002); citations without a number; papers of the same name of several years
WITH numbered AS (
    SELECT document_id, title_key, number_key, MIN(title) AS title, MIN(number) AS number, MIN(citation_no) AS citation_no
    FROM citations
    GROUP BY document_id, title_key, number_key
),

ranked AS (
    SELECT document_id, title_key, number_key, title, number, citation_no,
           ROW_NUMBER() OVER (PARTITION BY document_id, title_key ORDER BY citation_no) AS place
    FROM numbered
)

SELECT a.document_id, c.project_id, b.title, b.number, c.source AS number_source, a.number AS other_number, f.source AS other_number_source, c.source AS source
FROM ranked a
JOIN ranked b ON b.document_id = a.document_id AND b.title_key = a.title_key AND b.place = 2
JOIN citations c ON c.document_id = b.document_id AND c.citation_no = b.citation_no
JOIN citations f ON f.document_id = a.document_id AND f.citation_no = a.citation_no
WHERE a.place = 1
ORDER BY a.document_id, b.citation_no;
