-- id:           XAG-002
-- severity:     warning
-- stage:        review
-- scope:        A
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#21, practice
-- parameters:   gap = comparison.site_gap, fewest = comparison.fewest_peers, years = comparison.years_apart
-- title.zh:     辅警公用经费标准与其他单位相差较大
-- title.en:     Operating cost per head far above another agency
-- message.zh:   {item_name}为{price_yuan}，高于{other_agency}（{other_year}年，项目“{other_name}”）的{other_yuan}，高{gap_pct}（{how}）。
-- message.en:   {item_name_en}: {price_yuan} here, {other_yuan} at {other_agency} ({other_year}, project “{other_name}”), {gap_pct} more ({how_en}).
-- remedy.zh:    请说明规格、标准和所含内容有何不同；没有不同的，参照较低的单价或者当地支出标准核定。
-- remedy.en:    Say how specification, standard and contents differ; where they do not, settle it by the lower price or the local spending standard.
-- not_covered.zh: 年度相差较远的文件；单价写成下限的；单位多到可以用中位数比较的（XAG-001）
-- not_covered.en: documents of years far apart; prices given as a floor; agencies so many that their median tells (XAG-001)

-- Few agencies: each price is held against the lowest of another agency. Many are compared by their median (XAG-001).
WITH priced AS (
    SELECT u.document_id, u.project_id, u.item, u.item_name, u.item_name_en, u.kind, u.unit, u.time, u.origin, u.price_yuan, u.text, u.source, u.confidence,
           p.name AS project_name, p.project_no, d.agency_key, d.publisher, d.file, d.fiscal_year
    FROM unit_prices u
    JOIN documents d ON d.document_id = u.document_id
    JOIN projects p ON p.document_id = u.document_id AND p.project_id = u.project_id
    WHERE u.price_yuan > 0 AND u.item = 'auxiliary_operating' AND d.kind NOT IN ('self_evaluation', 'monitoring') AND NOT d.is_final_accounts
),

sizes AS (
    SELECT fiscal_year, COUNT(DISTINCT agency_key) AS agencies
    FROM priced
    GROUP BY fiscal_year
),

few AS (
    SELECT p.*
    FROM priced p
    JOIN sizes s ON s.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
    WHERE s.agencies < $fewest
),

apart AS (
    SELECT a.document_id, a.project_id, a.project_no, a.item_name, a.item_name_en, a.unit, a.price_yuan, a.text AS price_text, a.source, a.confidence,
           b.document_id AS other_document_id, COALESCE(b.publisher, b.file) AS other_agency, b.fiscal_year AS other_year, b.project_name AS other_name,
           b.price_yuan AS other_yuan, b.text AS other_text, b.source AS other_source,
           CAST(ROUND(CAST((a.price_yuan - b.price_yuan) * 100 AS DOUBLE) / CAST(b.price_yuan AS DOUBLE), 1) AS DECIMAL(18, 6)) AS gap_pct,
           CASE WHEN a.origin = 'derived' OR b.origin = 'derived' THEN '按年度资金除以数量推算' ELSE '按填列的单价' END AS how,
           CASE WHEN a.origin = 'derived' OR b.origin = 'derived' THEN 'the money of the year by the number' ELSE 'as declared' END AS how_en,
           ROW_NUMBER() OVER (PARTITION BY a.document_id ORDER BY a.price_yuan DESC, b.price_yuan, a.project_no, b.document_id, b.project_no) AS place
    FROM few a
    JOIN few b ON b.unit = a.unit AND b.time IS NOT DISTINCT FROM a.time AND b.agency_key <> a.agency_key
         AND ABS(COALESCE(a.fiscal_year, b.fiscal_year, 0) - COALESCE(b.fiscal_year, a.fiscal_year, 0)) <= $years
    WHERE (a.price_yuan - b.price_yuan) * 100 > b.price_yuan * $gap
)

SELECT document_id, project_id, item_name, item_name_en, unit, price_yuan, source AS price_source, gap_pct, how, how_en, other_document_id, other_agency,
       other_year, other_name, other_yuan, other_source, source, confidence
FROM apart
WHERE place = 1
ORDER BY document_id, project_no;
