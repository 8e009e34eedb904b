-- id:           CST-007
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   gap = costs.price_gap
-- title.zh:     目标表与采购表的单价不一致
-- title.en:     Unit price of the form differs from that of the procurement table
-- message.zh:   单位成本“{cost_text}”与采购表“{item}”的单价{price_yuan}不一致。
-- message.en:   The unit cost “{cost_text}” and the unit price of “{item}” in the procurement table, {price_yuan}, disagree.
-- remedy.zh:    请核对单价和数量，使绩效目标与采购预算一致；上限过宽的，按实际单价核定。
-- remedy.en:    Check price and quantity, and make target and procurement agree; where the ceiling is loose, set it to the price that is paid.
-- not_covered.zh: 采购单位为批、次、项的；目标表有几个单位成本的；相差不超过百分之五
-- not_covered.en: lines counted by lot, time or item; forms with several unit costs; differences of five percent or less

-- Lines of the procurement table by their unit of measure, 万 multiplied out. Units that count whole purchases tell nothing of a price.
WITH lines AS (
    SELECT document_id, project_id, item, source, amount_yuan, amount_step,
           CASE WHEN unit LIKE '万%' THEN 10000 ELSE 1 END AS scale, unit_price_yuan, unit_price_step,
           CASE WHEN regexp_matches(unit, '^万?(平方米|平米|㎡)$') THEN 'm2' WHEN regexp_matches(unit, '^万?(米|延米)$') THEN 'm'
                WHEN unit LIKE '万%' THEN SUBSTRING(unit, 2) ELSE unit END AS unit
    FROM procurement_lines
    WHERE role = 'item' AND quantity > 0 AND unit_price_yuan > 0
          AND unit NOT IN ('批', '次', '项', '月', '年', '元', '万元', '季度', '宗', '其他')
),

bought AS (
    SELECT document_id, project_id, item, unit, source, amount_yuan, amount_step,
           unit_price_yuan / scale AS price_yuan, COALESCE(unit_price_step, 0) / scale AS price_step,
           COUNT(*) OVER (PARTITION BY document_id, project_id, unit) AS lines_of_unit
    FROM lines
),

-- The one cost for one of something of a project, by the unit that it is for.
costs AS (
    SELECT c.document_id, c.project_id, c.amount_yuan, CASE WHEN c.operator = '=' THEN COALESCE(c.amount_step, 0) ELSE 0 END AS amount_step, c.operator, c.text AS cost_text, c.source AS cost_text_source, c.confidence,
           CASE WHEN i.per = ';平方米;' THEN 'm2' WHEN i.per IN (';米;', ';延米;') THEN 'm' ELSE REPLACE(i.per, ';', '') END AS unit,
           COUNT(*) OVER (PARTITION BY c.document_id, c.project_id) AS costs
    FROM cost_items c
    JOIN indicators i ON i.document_id = c.document_id AND i.indicator_id = c.indicator_id
    WHERE c.role = 'unit' AND NOT c.is_inferred AND c.periods = 1 AND i.per IS NOT NULL
),

products AS (
    SELECT document_id, project_id, MAX(product_yuan) AS product_yuan
    FROM cost_pairs
    WHERE periods = 1
    GROUP BY document_id, project_id
),

compared AS (
    SELECT c.document_id, c.project_id, p.project_no, c.cost_text, c.cost_text_source, b.item, b.price_yuan, b.source AS price_source, c.confidence,
           c.amount_yuan - b.price_yuan AS gap_yuan, c.amount_yuan, c.operator, b.lines_of_unit, c.amount_step + b.price_step AS steps,
           -- The same money with another price: then the quantities differ as well, and one of the two forms is wrong.
           2 * ABS(x.product_yuan - b.amount_yuan) <= COALESCE(b.amount_step, 0) AS is_same_money,
           ROW_NUMBER() OVER (PARTITION BY c.document_id, c.project_id ORDER BY b.price_yuan DESC, b.item) AS place
    FROM costs c
    JOIN bought b ON b.document_id = c.document_id AND b.project_id = c.project_id AND b.unit = c.unit
    JOIN projects p ON p.document_id = c.document_id AND p.project_id = c.project_id
    LEFT JOIN products x ON x.document_id = c.document_id AND x.project_id = c.project_id
    WHERE c.costs = 1
),

judged AS (
    SELECT *,
           CASE
               WHEN lines_of_unit = 1 AND (is_same_money OR gap_yuan < 0 OR operator = '=') THEN 'error'
               WHEN gap_yuan < 0 OR operator = '=' THEN 'warning'
               ELSE 'info'
           END AS severity
    FROM compared
    -- The dearest line is what a ceiling must allow.
    WHERE place = 1 AND 2 * ABS(gap_yuan) > steps AND ABS(gap_yuan) * 100 > amount_yuan * $gap AND operator IN ('=', '≤', '<')
)

SELECT document_id, project_id, cost_text, cost_text_source, item, price_yuan, price_source, severity, cost_text_source AS source, confidence
FROM judged
ORDER BY document_id, project_no
