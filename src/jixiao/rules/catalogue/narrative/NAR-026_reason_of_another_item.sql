-- id:           NAR-026
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   shortest = narrative.shortest_copied_text
-- title.zh:     增减原因与另一科目相同
-- title.en:     The reason of a change is that of another item
-- message.zh:   {code}“{name}”的增减原因写作“{reason_text}”，与“{other_name}”的原因一字不差，请核对是否误抄。
-- message.en:   The reason for {code} “{name}” reads “{reason_text}”, word for word that of “{other_name}”. Was it copied?
-- remedy.zh:    请写明该科目自身的增减原因。
-- remedy.en:    Give the reason of the item itself.
-- not_covered.zh: 人员、工资、预算调整等各科目都可能适用的原因；同一款内的科目
-- not_covered.en: reasons that fit many items (staff, pay, budgeting); items of one section
WITH item AS (  -- changes of single items, whose reason speaks of one matter; reasons of staff, pay or budgeting in general fit many items
    SELECT comparisons.document_id, comparisons.comparison_id, comparisons.section_id, comparisons.position, comparisons.reason, comparisons.reason_key,
           comparisons.source, narrative_items.code, narrative_items.name, narrative_items.name_key
    FROM comparisons
    JOIN narrative_items ON narrative_items.document_id = comparisons.document_id AND narrative_items.claim_id = comparisons.claim_id
    WHERE LENGTH(comparisons.reason_key) >= $shortest
      AND NOT regexp_matches(comparisons.reason, '人员|职工|工资|薪|津贴|补贴|缴费|缴存|基数|社保|公积金|退休|编制|追加|预算|决算|节约|压减|压缩|过紧日子|政策|调整|结转|结余|项目|经费|资金|疫情|机构改革|统计口径|年初|年中|年末|业务')
), pair AS (
    SELECT item.*, earlier.name AS other_name, earlier.source AS other_source,
           ROW_NUMBER() OVER (PARTITION BY item.document_id, item.comparison_id ORDER BY earlier.position) AS place
    FROM item
    JOIN item AS earlier ON earlier.document_id = item.document_id AND earlier.reason_key = item.reason_key AND earlier.name_key <> item.name_key
                        AND earlier.section_id = item.section_id AND earlier.position < item.position AND LEFT(earlier.code, 5) <> LEFT(item.code, 5)
)
SELECT document_id, code, name, other_name, reason AS reason_text, source AS reason_source, other_source, source
FROM pair
WHERE place = 1
ORDER BY document_id, comparison_id
