-- id:           NAR-028
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   oldest = narrative.oldest_stock
-- title.zh:     资产数据的时点不对
-- title.en:     The day of the figures on assets does not fit the year
-- message.zh:   “{day_text}”与{fiscal_year}年度{document_kind}不相称，请核对是否沿用了以前的文字或写错年份。
-- message.en:   “{day_text}” does not fit a document of {fiscal_year}. Was older text kept, or is the year wrong?
-- remedy.zh:    请按编制时（决算按年末）的资产数据更新时点和数字。
-- remedy.en:    Update day and figures: those at the time of drawing up the budget, or at the end of the year for accounts.
-- not_covered.zh: 年份相符而月日不妥的；资产以外的时点
-- not_covered.en: days of a fitting year; days of other things than assets and vehicles
WITH mentioned AS (
    SELECT year_mentions.document_id, year_mentions.section_id, year_mentions.year, year_mentions.text, year_mentions.source, fiscal_year, is_final_accounts
    FROM year_mentions
    JOIN documents ON documents.document_id = year_mentions.document_id
    JOIN sections ON sections.document_id = year_mentions.document_id AND sections.section_id = year_mentions.section_id
    WHERE context = 'as_of' AND sections.topic IN ('assets', 'three_public') AND fiscal_year IS NOT NULL
), judged AS (
    SELECT *, CASE WHEN is_final_accounts AND year <> fiscal_year THEN 'error'
                   WHEN year > fiscal_year THEN 'error'
                   WHEN NOT is_final_accounts AND year < fiscal_year - $oldest THEN 'warning'
                   -- a budget is published before its year ends
                   WHEN NOT is_final_accounts AND year = fiscal_year AND (text LIKE '%12月%' OR text LIKE '%年底%' OR text LIKE '%年末%') THEN 'warning'
              END AS severity
    FROM mentioned
)
SELECT document_id, text AS day_text, year, fiscal_year, CASE WHEN is_final_accounts THEN '决算' ELSE '预算' END AS document_kind,
       source AS day_text_source, source, severity
FROM judged
WHERE severity IS NOT NULL
ORDER BY document_id, section_id, source, text, year
