-- id:           STR-013
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2017-01-01
-- legal_basis:  disclosure-143, practice
-- parameters:   shortest = structure.shortest_body
-- title.zh:     标题下没有内容
-- title.en:     A heading without a body
-- message.zh:   标题“{heading}”下没有文字，也没有表格。
-- message.en:   There is no text and no table under the heading “{heading}”.
-- remedy.zh:    请补充内容；没有此类事项的，写明“本单位无此项”。
-- remedy.en:    Add the text; where there is nothing to tell, say so.
-- not_covered.zh: 写明“无”的标题；逐条列举、本来就没有正文的条目；看不出表格位置的文件（Word、网页）
-- not_covered.en: headings that say there is nothing; enumerations whose items have no body; files that do not tell where tables stand (Word, HTML)

WITH judged AS (
    SELECT document_id, section_id, section_no, level, parent_id, heading, source,
           length(COALESCE(text_key, '')) < $shortest AND child_count = 0 AND has_table = FALSE AND NOT is_placeholder
               AND NOT regexp_matches(COALESCE(text_key, ''), '^(请?详?见|附)') AS is_bare,  -- 详见附表
           length(text_key) >= $shortest OR child_count > 0 OR has_table OR is_placeholder AS has_body
    FROM sections
    WHERE level > 0
),

-- Where most headings beside it have no body either they are the items of an enumeration.
neighbours AS (
    SELECT document_id, parent_id, level, COUNT(*) AS heading_count, SUM(CASE WHEN has_body THEN 1 ELSE 0 END) AS body_count
    FROM judged
    GROUP BY document_id, parent_id, level
)

SELECT j.document_id, j.heading, j.source AS heading_source, j.source
FROM judged j
JOIN neighbours n ON n.document_id = j.document_id AND n.level = j.level AND n.parent_id IS NOT DISTINCT FROM j.parent_id
WHERE j.is_bare AND 2 * n.body_count > n.heading_count
      AND length(j.heading) <= 40 AND NOT regexp_matches(j.heading, '[：:，,。；;]')
ORDER BY j.document_id, j.section_no;
