-- id:           XAG-010
-- severity:     info
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, practice
-- parameters:   share = comparison.quantified_share, fewest = comparison.fewest_counted_targets
-- title.zh:     量化指标比例偏低
-- title.en:     Few targets are numbers
-- message.zh:   全部{target_count}个指标中只有{number_count}个是数值（{share_pct}），其余为文字、时间或状态。
-- message.en:   Only {number_count} of {target_count} targets are numbers ({share_pct}); the others are words, dates or states.
-- remedy.zh:    请把能够量化的指标改为数值（数量、比率、成本、天数等）。
-- remedy.en:    Turn into numbers what can be counted: quantities, rates, costs, days.
-- not_covered.zh: 指标较少的文件；单个指标是否应当量化（VAL-001等）
-- not_covered.en: documents of few indicators; whether a single target should be a number (VAL-001 and others)
WITH counted AS (
    SELECT i.document_id, COUNT(*) AS target_count, SUM(CASE WHEN i.kind IN ('numeric', 'range', 'relative_numeric') THEN 1 ELSE 0 END) AS number_count
    FROM indicators i
    WHERE NOT i.is_placeholder AND i.scope = 'project'
    GROUP BY i.document_id
)

SELECT d.document_id, c.target_count, CAST(c.number_count AS BIGINT) AS number_count,
       CAST(ROUND(CAST(c.number_count AS DOUBLE) * 100 / c.target_count, 1) AS DECIMAL(18, 6)) AS share_pct, d.source
FROM documents d
JOIN counted c ON c.document_id = d.document_id
WHERE c.target_count >= $fewest AND c.number_count * 100 < c.target_count * $share AND d.kind NOT IN ('self_evaluation', 'monitoring')
ORDER BY d.document_id;
