-- id:           STR-008
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     文字没有写完就中断
-- title.en:     A text stops in the middle
-- message.zh:   “{label}”在“…{tail}”处中断（本表共{cut_count}处）。
-- message.en:   “{label}” stops at “…{tail}” ({cut_count} such text(s) in this form).
-- remedy.zh:    请调整单元格或字数，公开完整的文字。
-- remedy.en:    Enlarge the cell or shorten the text, and publish all of it.
-- not_covered.zh: 断在完整词语后、只看文字无法判断的截断；指标名称和指标值
-- not_covered.en: texts that stop after a whole word, where the words alone do not tell; names and values of indicators
WITH cut AS (
    SELECT document_id, project_id, label, cut_tail AS tail, source,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS cut_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY text_no) AS place
    FROM texts
    WHERE is_cut_off
)

SELECT document_id, project_id, label, tail, source AS tail_source, cut_count, source
FROM cut
WHERE place = 1
ORDER BY document_id, project_id;
