-- id:           TAB-020
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     表格标题的年份不是本年度
-- title.en:     The title of a table names another year
-- message.zh:   表格标题“{table_title}”写的是{title_year}年，本文件是{fiscal_year}年度。
-- message.en:   The table is titled “{table_title}” ({title_year}), and the document is of {fiscal_year}.
-- remedy.zh:    请核对标题和表内数据是否为本年度。
-- remedy.en:    Check title and figures: are they of this year?
-- not_covered.zh: 没有年份的标题；上年结转、执行数对比的表；文件年度本身不清楚
-- not_covered.en: titles without a year; tables of carry-over or comparison; documents whose own year is unclear
WITH majority AS (  -- only where the document agrees with itself on its year
    SELECT document_id, SUM(CASE WHEN is_own THEN 1 ELSE 0 END) AS own, COUNT(*) AS titles
    FROM (
        SELECT budget_tables.document_id, budget_tables.title_year = documents.fiscal_year AS is_own
        FROM budget_tables
        JOIN documents ON documents.document_id = budget_tables.document_id
        WHERE budget_tables.title_year IS NOT NULL
    ) AS titled
    GROUP BY document_id
)
SELECT budget_tables.document_id, budget_tables.title AS table_title, budget_tables.title_year, documents.fiscal_year, budget_tables.title_source, budget_tables.source
FROM budget_tables
JOIN documents ON documents.document_id = budget_tables.document_id
JOIN majority ON majority.document_id = budget_tables.document_id
WHERE budget_tables.title_year <> documents.fiscal_year
  AND NOT regexp_matches(budget_tables.title, '结转|执行|对比|上年')
  AND 2 * majority.own > majority.titles
ORDER BY budget_tables.document_id, budget_tables.table_no
