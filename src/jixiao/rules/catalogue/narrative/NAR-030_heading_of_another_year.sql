-- id:           NAR-030
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     标题的年份与本年度不符
-- title.en:     A heading names another year
-- message.zh:   标题《{heading}》写的是{heading_year}年，本文件是{fiscal_year}年度，请核对。
-- message.en:   The heading “{heading}” names {heading_year}, while this document is of {fiscal_year}.
-- remedy.zh:    请改正标题的年份，并检查其下的文字是否为本年度。
-- remedy.en:    Correct the heading, and check that the text under it is of the year.
-- not_covered.zh: 表格标题的年份（TAB）；正文也属于其他年度的（NAR-002）
-- not_covered.en: titles of tables (TAB); sections whose text is of another year too (NAR-002)
WITH heading AS (  -- headings that name the document or its narrative; what was done in other years has headings of its own
    SELECT year_mentions.document_id, year_mentions.section_id, year_mentions.year, sections.heading, sections.section_no, sections.source,
           documents.fiscal_year
    FROM year_mentions
    JOIN documents ON documents.document_id = year_mentions.document_id
    JOIN sections ON sections.document_id = year_mentions.document_id AND sections.section_id = year_mentions.section_id
    WHERE year_mentions.field = 'heading' AND year_mentions.context = 'own' AND documents.kind <> 'mixed'
      AND regexp_matches(sections.heading, CASE WHEN documents.is_final_accounts THEN '决算' ELSE '预算' END)
      AND regexp_matches(sections.heading, '说明|部门预算|单位预算|部门决算|单位决算|预算表|决算表|预算安排')
      AND NOT regexp_matches(sections.heading, '执行|上年|调整|绩效|结转|评价|工作|计划')
), years AS (  -- a heading may name several years (2024年决算和2025年预算)
    SELECT document_id, section_id, COUNT(CASE WHEN year = fiscal_year THEN 1 END) AS right_ones FROM heading GROUP BY document_id, section_id
), told AS (  -- the section itself is of that year: NAR-002
    SELECT DISTINCT document_id, section_id, year FROM claims WHERE is_year_stated AND NOT is_base AND NOT is_as_of
)
SELECT heading.document_id, heading.heading, heading.year AS heading_year, heading.fiscal_year, heading.source AS heading_source, heading.source
FROM heading
JOIN years ON years.document_id = heading.document_id AND years.section_id = heading.section_id
LEFT JOIN told ON told.document_id = heading.document_id AND told.section_id = heading.section_id AND told.year = heading.year
WHERE heading.year <> heading.fiscal_year AND years.right_ones = 0 AND told.section_id IS NULL
ORDER BY heading.document_id, heading.section_no, heading.year
