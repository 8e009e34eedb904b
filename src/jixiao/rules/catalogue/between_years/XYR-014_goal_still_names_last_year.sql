-- id:           XYR-014
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   likeness = comparison.goal_likeness
-- yields_to:    GOL-007
-- title.zh:     沿用上年目标，年份没有改
-- title.en:     Last year's goal was taken over with last year's date
-- message.zh:   绩效目标“{goal_text}”沿用上年（《{earlier_file}》），仍写{earlier_year}年，本年是{fiscal_year}年。
-- message.en:   The goal “{goal_text}” is that of last year (“{earlier_file}”) and still names {earlier_year}; this is {fiscal_year}.
-- remedy.zh:    请按本年的任务重新填写绩效目标，并改正年份。
-- remedy.en:    Write the goal for this year's work, and correct the year.
-- not_covered.zh: 与上年比较、引用文件的年份；已完成工作的描述（GOL-007）
-- not_covered.en: comparisons with last year and years of cited papers; reports of what was done (GOL-007)
WITH kept AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, n.project_no, n.goal AS goal_text, n.goal_source AS goal_text_source,
           o.goal AS earlier_text, o.goal_source AS earlier_source, f.fiscal_year, e.fiscal_year AS earlier_year, n.confidence,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.project_id ORDER BY d.earlier_stage, p.earlier_document_id) AS place
    FROM project_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN documents f ON f.document_id = p.document_id
    JOIN documents e ON e.document_id = p.earlier_document_id
    JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
    JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
    WHERE p.goal_likeness >= $likeness AND NOT contains(n.goal, CAST(f.fiscal_year AS VARCHAR))
          -- The four digits of a longer number are no year.
          AND regexp_matches(n.goal, CONCAT('(^|[^0-9])', CAST(e.fiscal_year AS VARCHAR), '([^0-9]|$)'))
          AND NOT contains(COALESCE(n.name, ''), CAST(e.fiscal_year AS VARCHAR))
          AND NOT regexp_matches(n.goal, CONCAT('[较比于照]', CAST(e.fiscal_year AS VARCHAR), '|', CAST(e.fiscal_year AS VARCHAR), '年?(底|末)?(以来|基数|相比|同期|水平|〕|\]|\))|[〔\[\(]', CAST(e.fiscal_year AS VARCHAR)))
          AND NOT regexp_matches(n.goal, '尾款|欠款|欠付|结转|质保金|余款|跨年|清算')
)

SELECT document_id, project_id, goal_text, goal_text_source, earlier_document_id, earlier_file, earlier_text, earlier_source, earlier_year, fiscal_year,
       goal_text_source AS source, confidence
FROM kept
WHERE place = 1
ORDER BY document_id, project_no;
