-- id:           GOL-011
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   age = texts.age_of_cited_plan
-- title.zh:     绩效目标依据的年度方案已过时
-- title.en:     The goal rests on a plan of an earlier year
-- message.zh:   {fiscal_year}年的绩效目标依据的是{year}年的年度方案（“{goal_text}”），请核对是否仍然有效。
-- message.en:   The goal for {fiscal_year} rests on a plan of {year} (“{goal_text}”). Is it still in force?
-- remedy.zh:    请改引现行的方案或文件；仍在执行的，请说明实施期。
-- remedy.en:    Cite the plan that is in force; if this one still is, say until when.
-- not_covered.zh: 跨年度的规划和行动计划；法律、制度和文号中的年份；其他栏目
-- not_covered.en: plans of several years; laws, rules and the years in numbers of documents; other fields
WITH cited AS (
    SELECT y.document_id, y.project_id, y.year, d.fiscal_year, y.text AS goal_text, y.source AS goal_text_source, p.project_no, p.confidence,
           ROW_NUMBER() OVER (PARTITION BY y.document_id, y.project_id ORDER BY y.year) AS place
    FROM year_mentions y
    JOIN documents d ON d.document_id = y.document_id
    JOIN projects p ON p.document_id = y.document_id AND p.project_id = y.project_id
    WHERE y.field = 'goal' AND y.context = 'document' AND y.year < d.fiscal_year - $age AND p.scope = 'project'
          -- A plan of one year in 《》, not of a span of years such as 2021-2025年.
          AND regexp_matches(y.text, CONCAT('《[^《》]{0,20}', CAST(y.year AS VARCHAR), '年[^《》至]{0,60}(方案|计划|要点|安排|部署)'))
          AND NOT regexp_matches(y.text, CONCAT('[0-9]{4}年?[-—–~至到]+', CAST(y.year AS VARCHAR)))
)

SELECT document_id, project_id, year, fiscal_year, goal_text, goal_text_source, goal_text_source AS source, confidence
FROM cited
WHERE place = 1
ORDER BY document_id, project_no;
