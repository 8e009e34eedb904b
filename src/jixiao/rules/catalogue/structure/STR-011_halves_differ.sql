-- id:           STR-011
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   likeness = structure.trivial_likeness
-- grouped:      yes
-- title.zh:     一年期项目的实施期指标与年度指标不一致
-- title.en:     Indicators of the period and of the year differ in a project of one year
-- message.zh:   项目只有一年，左右两栏却有{difference_count}处不同：年度栏（右）“{printed_text}”，实施期栏（左）“{kept_text}”。
-- message.en:   The project has one year, but its halves differ in {difference_count} place(s): “{printed_text}” for the year, “{kept_text}” for the period.
-- remedy.zh:    一年期项目的实施期目标与年度目标应相同，请核对指标值、遗漏的行和行序。
-- remedy.en:    In a project of one year both halves say the same: check values, rows that are missing, and their order.
-- not_covered.zh: 多年期项目；被单元格截短的名称；只差一两个虚字的文字
-- not_covered.en: projects of several years; names that the cell cuts off; texts that differ in a particle

-- Other values weigh most, then rows that the year lacks, then other words, then another order of the rows.
WITH differences AS (
    SELECT document_id, project_id, NULLIF(printed, '') AS printed_text, read_as AS kept_text, source AS printed_source,
           CASE WHEN kind = 'halves_order' THEN 4 WHEN kind = 'half_missing' THEN 2 WHEN difference = 'words' THEN 3 ELSE 1 END AS rank
    FROM repairs
    WHERE kind IN ('half_missing', 'halves_order')
          OR (kind = 'halves_differ' AND (difference = 'figures' OR (difference = 'words' AND likeness < $likeness)))
),

ranked AS (
    SELECT document_id, project_id, printed_text, kept_text, printed_source,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS difference_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY rank, printed_source) AS place
    FROM differences
)

SELECT document_id, project_id, difference_count, printed_text, printed_source, kept_text, printed_source AS source
FROM ranked
WHERE place = 1
ORDER BY document_id, project_id;
