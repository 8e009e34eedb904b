-- id:           TAB-005
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- yields_to:    TAB-002, TAB-003
-- title.zh:     基本支出经济分类合计与功能分类不符
-- title.en:     Basic expenditure differs between the economic and the functional table
-- message.zh:   基本支出经济分类表合计为{economic_yuan}，一般公共预算支出表的基本支出合计为{functional_yuan}，相差{difference_yuan}。
-- message.en:   Basic expenditure is {economic_yuan} by economic code and {functional_yuan} by function: a difference of {difference_yuan}.
-- remedy.zh:    请核对两张表的基本支出合计及其口径（是否含上年结转）。
-- remedy.en:    Check both totals and whether they include money carried over.
-- not_covered.zh: 缺少其中一张表；只有部门支出总表而没有一般公共预算支出表
-- not_covered.en: documents without one of the tables
WITH economic AS (
    SELECT document_id, amount_yuan, amount_step, source
    FROM key_figures
    WHERE metric = 'general_basic' AND kind IN ('T06_basic_econ', 'FA06_basic_econ') AND row_gap_yuan IS NULL
), functional AS (
    SELECT document_id, amount_yuan, amount_step, source
    FROM key_figures
    WHERE metric = 'general_basic' AND kind IN ('T05_general', 'FA05_general') AND row_gap_yuan IS NULL
)
SELECT economic.document_id, economic.amount_yuan AS economic_yuan, economic.source AS economic_source,
       functional.amount_yuan AS functional_yuan, functional.source AS functional_source,
       ABS(economic.amount_yuan - functional.amount_yuan) AS difference_yuan, economic.source
FROM economic
JOIN functional ON functional.document_id = economic.document_id
WHERE 2 * ABS(economic.amount_yuan - functional.amount_yuan) > COALESCE(economic.amount_step, 0) + COALESCE(functional.amount_step, 0)
ORDER BY economic.document_id
