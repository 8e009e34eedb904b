-- id:           NAR-029
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     项目实施周期不含预算年度
-- title.en:     The period of a project leaves the fiscal year out
-- message.zh:   《{heading}》写为“{period_text}”（{first_year}年至{last_year}年），不包含本文件的{fiscal_year}年度，请核对。
-- message.en:   “{heading}” reads “{period_text}” ({first_year} to {last_year}), which leaves out {fiscal_year}, the year of this document.
-- remedy.zh:    请按本年度项目的实施期限改正。
-- remedy.en:    Correct the period.
-- not_covered.zh: 项目表样中的项目期（FND-010、STR-012等）；没有写年份的周期
-- not_covered.en: periods in forms; periods that print no year
WITH period AS (
    SELECT year_mentions.document_id, year_mentions.section_id, sections.heading, MIN(year_mentions.year) AS first_year, MAX(year_mentions.year) AS last_year,
           MIN(year_mentions.text) AS period_text, MIN(year_mentions.source) AS source
    FROM year_mentions
    JOIN sections ON sections.document_id = year_mentions.document_id AND sections.section_id = year_mentions.section_id
    WHERE regexp_matches(sections.heading, '实施周期|实施期限|项目周期|起止时间') AND year_mentions.field = 'text' AND year_mentions.context <> 'document'
    GROUP BY year_mentions.document_id, year_mentions.section_id, sections.heading
)
SELECT period.document_id, period.heading, period.period_text, period.first_year, period.last_year, documents.fiscal_year,
       period.source AS period_source, period.source
FROM period
JOIN documents ON documents.document_id = period.document_id
WHERE documents.fiscal_year NOT BETWEEN period.first_year AND period.last_year
ORDER BY period.document_id, period.section_id
