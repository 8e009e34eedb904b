-- id:           DIS-005
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     公务用车没有分列购置和运行
-- title.en:     Vehicles are not split into purchase and running
-- message.zh:   《{table_title}》公务用车购置及运行费没有分列购置费和运行维护费。
-- message.en:   “{table_title}” does not split vehicles into purchase and running.
-- remedy.zh:    请分列公务用车购置费和公务用车运行维护费，没有的列零。
-- remedy.en:    Print both, 0 where there is none.
-- not_covered.zh: 没有三公经费表
-- not_covered.en: documents without the table
WITH item AS (
    SELECT document_id, table_id, BOOL_OR(metric = 'three_public_vehicle_total') AS has_vehicles,
           BOOL_OR(metric IN ('three_public_vehicle_purchase', 'three_public_vehicle_running')) AS has_split,
           MIN(source) AS source
    FROM key_figures
    WHERE kind IN ('T10_three_public', 'T18_three_public_operating', 'FA07_three_public')
    GROUP BY document_id, table_id
)
SELECT item.document_id, budget_tables.title AS table_title, item.source
FROM item
JOIN budget_tables ON budget_tables.document_id = item.document_id AND budget_tables.table_id = item.table_id
WHERE item.has_vehicles AND NOT item.has_split
ORDER BY item.document_id, budget_tables.table_no
