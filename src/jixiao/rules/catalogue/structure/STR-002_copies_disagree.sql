-- id:           STR-002
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     重复印制的表样内容不一致
-- title.en:     Copies of one form disagree
-- message.zh:   同一表样的几份有{difference_count}处不一致，例如一份为“{printed_text}”，另一份为“{kept_text}”。
-- message.en:   Copies of the form differ in {difference_count} place(s): one prints “{printed_text}”, another “{kept_text}”.
-- remedy.zh:    请与批复的表样核对，保留正确的一份；扫描识别造成的错字一并更正。
-- remedy.en:    Compare with the approved form, keep the right one, and correct what a scan has misread.
-- not_covered.zh: 全角半角、空格的差别；被截短的文字；滑到别的栏目下的文字
-- not_covered.en: width of letters and blanks; texts that are cut off; texts that slid under another label

-- Each difference once, however many copies show it; those in figures first, then those in words, then punctuation.
WITH differences AS (
    SELECT document_id, project_id, printed AS printed_text, read_as AS kept_text, MIN(source) AS printed_source,
           CASE difference WHEN 'figures' THEN 1 WHEN 'words' THEN 2 ELSE 3 END AS rank
    FROM repairs
    WHERE kind = 'copies_differ' AND difference IN ('figures', 'words', 'punctuation')
    GROUP BY document_id, project_id, printed, read_as, difference
),

ranked AS (
    SELECT document_id, project_id, printed_text, kept_text, printed_source, rank,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS difference_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY rank, length(printed_text), printed_source) AS place
    FROM differences
)

SELECT document_id, project_id, difference_count, printed_text, printed_source, kept_text, printed_source AS source,
       CASE WHEN rank = 3 THEN 'info' ELSE 'warning' END AS severity
FROM ranked
WHERE place = 1
ORDER BY document_id, project_id;
