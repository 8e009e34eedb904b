-- id:           NAR-025
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   shortest = narrative.shortest_copied_text
-- title.zh:     用途与另一科目的相同
-- title.en:     The purpose of an item is that of another item
-- message.zh:   “{item_text}”的用途写作“{purpose_text}”，与“{earlier_text}”的用途一字不差，请核对是否误用了另一科目的文字。
-- message.en:   The purpose of “{item_text}” reads “{purpose_text}”, word for word that of “{earlier_text}”. Was it copied from the other item?
-- remedy.zh:    请按科目的实际用途改写。
-- remedy.en:    State what the item really pays for.
-- not_covered.zh: 名称为“其他……支出”和“一般行政管理事务”的科目；行政单位与事业单位的同名科目；文字略有改动的
-- not_covered.en: items called 其他 or 一般行政管理事务; the same item of agencies and institutions; texts that differ a little
WITH described AS (
    SELECT document_id, item_id, section_id, item_no, name, name_key, code, purpose, purpose_sha256, source,
           RIGHT(name_key, 2) AS ending
    FROM narrative_items
    WHERE purpose_length >= $shortest
      AND name_key NOT LIKE '其他%' AND name_key NOT LIKE '其它%' AND name_key <> '一般行政管理事务'  -- what they pay for is not told by the name
), pair AS (
    SELECT later.document_id, later.item_id, later.item_no, later.name, later.purpose, earlier.name AS earlier_name, earlier.source AS earlier_source,
           later.source, ROW_NUMBER() OVER (PARTITION BY later.document_id, later.item_id ORDER BY earlier.item_no) AS place
    FROM described AS later
    JOIN described AS earlier ON earlier.document_id = later.document_id AND earlier.section_id = later.section_id
        AND earlier.purpose_sha256 = later.purpose_sha256 AND earlier.item_no < later.item_no
        AND earlier.name_key <> later.name_key
        AND (earlier.code IS NULL OR later.code IS NULL OR earlier.code <> later.code)
    -- 行政单位医疗 and 事业单位医疗, 行政运行 and 事业运行 may well pay for the same thing
    WHERE earlier.ending <> later.ending OR later.ending = '支出'
)
SELECT document_id, name AS item_text, purpose AS purpose_text, earlier_name AS earlier_text, source AS item_source, source AS purpose_source,
       earlier_source AS earlier_text_source, source
FROM pair
WHERE place = 1
ORDER BY document_id, item_no, item_id
