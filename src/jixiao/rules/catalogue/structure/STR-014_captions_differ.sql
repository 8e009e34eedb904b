-- id:           STR-014
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     表号写法不一致
-- title.en:     Tables are numbered in different ways
-- message.zh:   有的表号写作“{first_text}”，有的写作“{other_text}”。
-- message.en:   Some tables are numbered “{first_text}”, others “{other_text}”.
-- remedy.zh:    请统一表号的写法，连续编号。
-- remedy.en:    Number all tables in one way and one after another.
-- not_covered.zh: 附表、附件另行编号；部分表格没有表号
-- not_covered.en: annexes with numbers of their own; tables without a number

-- A bare 表1 and 附表 are often a second count beside the official one.
WITH families AS (
    SELECT document_id, family, text, source, caption_no,
           ROW_NUMBER() OVER (PARTITION BY document_id, family ORDER BY caption_no) AS place
    FROM captions
    WHERE is_table AND family LIKE '%表' AND family NOT LIKE '附%' AND family <> '表'
),

ordered AS (
    SELECT document_id, text AS other_text, source AS other_source,
           ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY caption_no) AS family_no,
           FIRST_VALUE(text) OVER (PARTITION BY document_id ORDER BY caption_no) AS first_text,
           FIRST_VALUE(source) OVER (PARTITION BY document_id ORDER BY caption_no) AS first_source
    FROM families
    WHERE place = 1
)

SELECT document_id, first_text, first_source, other_text, other_source, other_source AS source
FROM ordered
WHERE family_no = 2
ORDER BY document_id;
