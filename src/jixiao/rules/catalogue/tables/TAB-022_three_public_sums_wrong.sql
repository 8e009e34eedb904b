-- id:           TAB-022
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- yields_to:    TAB-002
-- title.zh:     三公经费表内合计不符
-- title.en:     The three-public table does not add up
-- message.zh:   《{table_title}》“{label}”为{amount_yuan}，其{parts}个组成项合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, “{label}” is {amount_yuan}, while its {parts} parts add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对三公经费各项金额。
-- remedy.en:    Check the items.
-- not_covered.zh: 没有分列全部组成项的表（DIS-005）
-- not_covered.en: tables that do not print all parts (DIS-005)
WITH item AS (
    SELECT document_id, table_id, measure, metric, label, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM key_figures
    WHERE kind IN ('T10_three_public', 'T18_three_public_operating', 'FA07_three_public')
), whole AS (
    SELECT item.*, part.metric AS part_metric, part.amount_yuan AS part_yuan, part.step AS part_step
    FROM item
    JOIN item AS part ON part.document_id = item.document_id AND part.table_id = item.table_id AND part.measure = item.measure
                     AND ((item.metric = 'three_public_total'
                           AND part.metric IN ('three_public_abroad', 'three_public_reception', 'three_public_vehicle_total'))
                          OR (item.metric = 'three_public_vehicle_total'
                              AND part.metric IN ('three_public_vehicle_purchase', 'three_public_vehicle_running')))
), summed AS (
    SELECT document_id, table_id, measure, metric, label, amount_yuan, step, source,
           SUM(part_yuan) AS sum_yuan, SUM(part_step) AS steps, COUNT(*) AS parts
    FROM whole
    GROUP BY document_id, table_id, measure, metric, label, amount_yuan, step, source
), wrong AS (
    SELECT summed.*, summed.amount_yuan - summed.sum_yuan AS gap_yuan
    FROM summed
    WHERE summed.parts = CASE summed.metric WHEN 'three_public_total' THEN 3 ELSE 2 END
      AND 2 * ABS(summed.amount_yuan - summed.sum_yuan) > summed.steps + summed.step
)
SELECT wrong.document_id, budget_tables.title AS table_title, wrong.label, wrong.amount_yuan, wrong.sum_yuan, wrong.parts,
       ABS(wrong.gap_yuan) AS difference_yuan, wrong.source AS amount_source, wrong.source
FROM wrong
LEFT JOIN wrong AS inner_sum ON inner_sum.document_id = wrong.document_id AND inner_sum.table_id = wrong.table_id
                            AND inner_sum.measure = wrong.measure AND inner_sum.metric = 'three_public_vehicle_total'
                            AND wrong.metric = 'three_public_total' AND inner_sum.gap_yuan = -wrong.gap_yuan
JOIN budget_tables ON budget_tables.document_id = wrong.document_id AND budget_tables.table_id = wrong.table_id
WHERE inner_sum.metric IS NULL  -- vehicles that are wrong break both sums: the inner one is told
ORDER BY wrong.document_id, wrong.table_id, wrong.measure, wrong.metric
