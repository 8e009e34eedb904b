-- id:           XAG-001
-- severity:     warning
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#21, practice
-- parameters:   fewest = comparison.fewest_peers, distance = comparison.outlier_distance, share = comparison.outlier_share
-- title.zh:     单价明显偏离其他单位
-- title.en:     A price for one far from that of other agencies
-- message.zh:   “{item_name}”为{price_yuan}（{how}），{agency_count}个单位的中位数为{median_yuan}，{direction_zh}{gap_pct}，明显偏离。
-- message.en:   “{item_name_en}” costs {price_yuan} ({how_en}); the median of {agency_count} agencies is {median_yuan}: {gap_pct} {direction_en}, far from its peers.
-- remedy.zh:    请核对金额单位和数量；确属该水平的，请说明规格、标准和地区差异。
-- remedy.en:    Check unit of money and quantity; where the price is meant, say how specification, standard or region differ.
-- not_covered.zh: 同一年度单位数不足以计算中位数的（XAG-002等逐项比较）；名称不同的同一事项；单价写成下限的
-- not_covered.en: things that too few agencies of a year buy (compared one by one: XAG-002 and others); one thing under several names; prices given as a floor

-- An agency counts once for a thing: by the median of its own prices.
WITH priced AS (
    SELECT u.document_id, u.project_id, u.item, u.unit, COALESCE(u.time, '') AS time, COALESCE(u.kind, '') AS kind, u.item_name, u.item_name_en, u.origin,
           CAST(u.price_yuan AS DOUBLE) AS price, u.price_yuan, u.source, u.confidence, d.agency_key, d.fiscal_year
    FROM unit_prices u
    JOIN documents d ON d.document_id = u.document_id
    WHERE u.price_yuan > 0 AND d.agency_key IS NOT NULL AND d.kind NOT IN ('self_evaluation', 'monitoring')
          AND NOT d.is_final_accounts
),

of_agencies AS (
    SELECT item, unit, time, kind, fiscal_year, agency_key, median(price) AS price
    FROM priced
    GROUP BY item, unit, time, kind, fiscal_year, agency_key
),

middles AS (
    SELECT item, unit, time, kind, fiscal_year, COUNT(*) AS agency_count, ROUND(median(price), 2) AS middle
    FROM of_agencies
    GROUP BY item, unit, time, kind, fiscal_year
    HAVING COUNT(*) >= $fewest
),

-- 1.4826: a median absolute deviation as the standard deviation of a normal distribution.
spreads AS (
    SELECT a.item, a.unit, a.time, a.kind, a.fiscal_year, m.agency_count, m.middle, ROUND(CAST($distance AS DOUBLE) * 1.4826 * median(ABS(a.price - m.middle)), 2) AS widest
    FROM of_agencies a
    JOIN middles m ON m.item = a.item AND m.unit = a.unit AND m.time = a.time AND m.kind = a.kind AND m.fiscal_year = a.fiscal_year
    GROUP BY a.item, a.unit, a.time, a.kind, a.fiscal_year, m.agency_count, m.middle
)

SELECT p.document_id, p.project_id, p.item_name, p.item_name_en, p.price_yuan, p.source AS price_source, s.agency_count,
       CAST(s.middle AS DECIMAL(20, 6)) AS median_yuan,
       CAST(ROUND(ABS(p.price - s.middle) * 100 / s.middle, 1) AS DECIMAL(18, 6)) AS gap_pct,
       CASE WHEN p.price > s.middle THEN '高' ELSE '低' END AS direction_zh,
       CASE WHEN p.price > s.middle THEN 'above' ELSE 'below' END AS direction_en,
       CASE p.origin WHEN 'derived' THEN '按年度资金除以数量推算' ELSE '按填列的单价' END AS how,
       CASE p.origin WHEN 'derived' THEN 'the money of the year by the number' ELSE 'as declared' END AS how_en,
       p.source, p.confidence
FROM priced p
JOIN spreads s ON s.item = p.item AND s.unit = p.unit AND s.time = p.time AND s.kind = p.kind AND s.fiscal_year = p.fiscal_year
WHERE ROUND(ABS(p.price - s.middle), 2) > s.widest AND ABS(p.price - s.middle) * 100 > s.middle * CAST($share AS DOUBLE)
ORDER BY p.document_id, p.project_id, p.source;
