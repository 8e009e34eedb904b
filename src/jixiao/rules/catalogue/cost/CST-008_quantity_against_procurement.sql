-- id:           CST-008
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   gap = costs.price_gap
-- title.zh:     目标表与采购表的数量不一致
-- title.en:     Quantity of the form differs from that of the procurement table
-- message.zh:   数量指标“{quantity_name}”为{quantity_text}，采购表“{item}”的数量为{bought_value}（同一计量单位），两者不一致。
-- message.en:   The quantity “{quantity_name}” is {quantity_text}; the procurement table has {bought_value} of “{item}” in the same unit.
-- remedy.zh:    请核对采购数量，使绩效目标与采购预算一致。
-- remedy.en:    Check what is bought, and make target and procurement agree.
-- not_covered.zh: 采购单位为批、次、项的；同一单位有几行采购或几个数量指标的；数量指标为下限且采购数量更大，但总额不同的小幅差异
-- not_covered.en: lines counted by lot, time or item; several lines or quantities of the same unit; quantities of five percent difference or less

-- Lines of the procurement table by their unit of measure, 万 multiplied out. Units that count whole purchases tell nothing of a price.
WITH lines AS (
    SELECT document_id, project_id, item, source, amount_yuan, amount_step,
           CASE WHEN unit LIKE '万%' THEN 10000 ELSE 1 END AS scale, quantity, quantity_step,
           CASE WHEN regexp_matches(unit, '^万?(平方米|平米|㎡)$') THEN 'm2' WHEN regexp_matches(unit, '^万?(米|延米)$') THEN 'm'
                WHEN unit LIKE '万%' THEN SUBSTRING(unit, 2) ELSE unit END AS unit
    FROM procurement_lines
    WHERE role = 'item' AND quantity > 0 AND unit_price_yuan > 0
          AND unit NOT IN ('批', '次', '项', '月', '年', '元', '万元', '季度', '宗', '其他')
),

bought AS (
    SELECT document_id, project_id, item, unit, source, amount_yuan, amount_step, quantity * scale AS quantity, COALESCE(quantity_step, 0) * scale AS quantity_step,
           COUNT(*) OVER (PARTITION BY document_id, project_id, unit) AS lines_of_unit
    FROM lines
),

quantities AS (
    SELECT document_id, project_id, name AS quantity_name, text AS quantity_text, target_source AS quantity_text_source, operator, value,
           CASE WHEN operator = '=' THEN COALESCE(value_step, 0) ELSE 0 END AS value_step, unit, confidence, COUNT(*) OVER (PARTITION BY document_id, project_id, unit) AS quantities
    FROM indicators
    WHERE level2_code = 'output.quantity' AND kind = 'numeric' AND NOT is_placeholder AND NOT is_approximate AND value > 0 AND per IS NULL
          AND dimension NOT IN ('money', 'ratio', 'time', 'people')
),

products AS (
    SELECT document_id, project_id, MAX(product_yuan) AS product_yuan
    FROM cost_pairs
    WHERE periods = 1
    GROUP BY document_id, project_id
),

compared AS (
    SELECT q.document_id, q.project_id, p.project_no, q.quantity_name, q.quantity_text, q.quantity_text_source, q.operator, q.value, b.item,
           b.quantity AS bought_value, b.source AS bought_source, q.confidence, q.value_step + b.quantity_step AS steps,
           -- The line is what the whole project buys.
           b.amount_yuan * 100 >= p.budget_yuan * (100 - $gap) AS is_all,
           2 * ABS(x.product_yuan - b.amount_yuan) <= COALESCE(b.amount_step, 0) AS is_same_money
    FROM quantities q
    JOIN bought b ON b.document_id = q.document_id AND b.project_id = q.project_id AND b.unit = q.unit
    JOIN projects p ON p.document_id = q.document_id AND p.project_id = q.project_id
    LEFT JOIN products x ON x.document_id = q.document_id AND x.project_id = q.project_id
    WHERE q.quantities = 1 AND b.lines_of_unit = 1
)

SELECT document_id, project_id, quantity_name, quantity_text, quantity_text_source, item, bought_value, bought_source,
       CASE
           WHEN is_same_money THEN 'error'
           WHEN operator = '=' OR operator IN ('≥', '>') AND bought_value < value OR operator IN ('≤', '<') AND bought_value > value THEN 'error'
           ELSE 'warning'
       END AS severity, quantity_text_source AS source, confidence
FROM compared
WHERE 2 * ABS(bought_value - value) > steps AND ABS(bought_value - value) * 100 > value * $gap
      AND (is_same_money OR is_all)
ORDER BY document_id, project_no
