-- id:           XYR-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#42
-- parameters:   years = comparison.old_carryover_years
-- title.zh:     结转两年以上的资金仍安排支出
-- title.en:     Money that was carried over for more than two years is still spent
-- message.zh:   {fiscal_year}年仍使用{year}年的结转资金（“{quote_text}”），结转连续两年未用完的应作为结余资金收回。
-- message.en:   Money of {year} that was carried over is still spent in {fiscal_year} (“{quote_text}”); unused for two years it becomes surplus and is given back.
-- remedy.zh:    请核对资金年份；超过两年的结转资金按结余资金交回财政，确需支出的重新申请预算。
-- remedy.en:    Check the year of the money; give back what is older than two years, and apply for a new budget where it is needed.
-- not_covered.zh: 没有写明年份的结转资金；科研等另有规定的资金
-- not_covered.en: money carried over without a year; research and other money with rules of its own
WITH named AS (
    SELECT p.document_id, p.project_id, p.project_no, p.name_year AS year, p.name AS quote_text, p.name_source AS quote_source, p.confidence, 1 AS rank
    FROM projects p
    WHERE p.scope = 'project'
          AND (p.carryover_yuan > 0 OR CAST(p.name_year AS VARCHAR) = regexp_extract(p.name, '(20[0-9]{2})年?度?[^，。；0-9]{0,16}(结转|结余)', 1)
               OR CAST(p.name_year AS VARCHAR) = regexp_extract(p.name, '(结转|结余)[^，。；0-9]{0,8}(20[0-9]{2})', 2))
    UNION ALL
    SELECT y.document_id, y.project_id, p.project_no, y.year, y.text AS quote_text, y.source AS quote_source, p.confidence, 2 AS rank
    FROM year_mentions y
    JOIN projects p ON p.document_id = y.document_id AND p.project_id = y.project_id
    WHERE p.scope = 'project' AND y.field IN ('text', 'goal') AND y.text LIKE '%结%'
          AND CAST(y.year AS VARCHAR) = regexp_extract(y.text, '(20[0-9]{2})年?度?[^，。；0-9]{0,16}(结转|结余)', 1)
          AND NOT regexp_matches(y.text, '截至|截止|清理|收回|上缴|交回')
),

old AS (
    SELECT n.document_id, n.project_id, n.project_no, n.year, n.quote_text, n.quote_source, n.confidence, d.fiscal_year,
           ROW_NUMBER() OVER (PARTITION BY n.document_id, n.project_id ORDER BY n.year, n.rank, n.quote_text) AS place
    FROM named n
    JOIN documents d ON d.document_id = n.document_id
    WHERE n.year < d.fiscal_year - $years AND d.kind NOT IN ('self_evaluation', 'monitoring') AND NOT d.is_final_accounts
)

SELECT document_id, project_id, year, fiscal_year, quote_text, quote_source AS quote_text_source, quote_source AS source, confidence
FROM old
WHERE place = 1
ORDER BY document_id, project_no;
