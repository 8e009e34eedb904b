-- id:           XAG-008
-- severity:     warning
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   below = comparison.satisfaction_below_peers, fewest = comparison.fewest_agencies
-- yields_to:    VAL-030
-- title.zh:     满意度目标远低于其他单位
-- title.en:     A satisfaction far below that of other agencies
-- message.zh:   满意度指标“{name}”为“{value_text}”，{agency_count}个单位的中位数为{median_pct}。
-- message.en:   The satisfaction “{name}” is “{value_text}”; the median of {agency_count} agencies is {median_pct}.
-- remedy.zh:    请参照同类单位提高目标值；确有困难的，请说明上年实际和原因。
-- remedy.en:    Raise it to what others demand; where that is too much, give last year's result and the reason.
-- not_covered.zh: 单位太少的；满意度低于通常水平的（VAL-030）；以分数、人数表示的
-- not_covered.en: too few agencies; satisfactions below what is usual (VAL-030); scores and numbers of people

-- An agency counts once: by the median of its own satisfactions.
WITH satisfied AS (
    SELECT i.document_id, i.project_id, i.indicator_no, i.name, i.text AS value_text, i.target_source AS value_source, i.confidence, i.value, d.agency_key, d.fiscal_year
    FROM indicators i
    JOIN documents d ON d.document_id = i.document_id
    WHERE NOT i.is_placeholder AND i.kind = 'numeric' AND i.unit = 'percent' AND i.operator IN ('=', '≥', '>') AND i.value BETWEEN 1 AND 100
          AND i.is_satisfaction AND NOT regexp_matches(i.name, '不满意|投诉|差评') AND i.baseline IS NULL AND i.name_direction IS NULL
          AND NOT regexp_matches(CONCAT(i.name, COALESCE(i.description, ''), i.text), '提升|提高|增长|增加|上升|改善|较上|同比|参与率|回收率|回复率|调查率|抽样')
          AND d.agency_key IS NOT NULL AND d.kind NOT IN ('self_evaluation', 'monitoring') AND NOT d.is_final_accounts
),

of_agencies AS (
    SELECT fiscal_year, agency_key, median(CAST(value AS DOUBLE)) AS value
    FROM satisfied
    GROUP BY fiscal_year, agency_key
),

middles AS (
    SELECT fiscal_year, COUNT(*) AS agency_count, CAST(ROUND(median(value), 2) AS DECIMAL(18, 6)) AS median_pct
    FROM of_agencies
    GROUP BY fiscal_year
    HAVING COUNT(*) >= $fewest
)

SELECT s.document_id, s.project_id, s.name, s.value_text, s.value_source, m.agency_count, m.median_pct, s.value_source AS source, s.confidence
FROM satisfied s
JOIN middles m ON m.fiscal_year = s.fiscal_year
WHERE s.value < m.median_pct - $below
ORDER BY s.document_id, s.project_id, s.indicator_no;
