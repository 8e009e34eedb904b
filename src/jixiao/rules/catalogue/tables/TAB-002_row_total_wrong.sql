-- id:           TAB-002
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- title.zh:     行内各列之和与合计不符
-- title.en:     The columns of a row do not add up to its total
-- message.zh:   《{table_title}》“{name}”行的“{column_name}”为{amount_yuan}，同行各组成列合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, row “{name}” prints {amount_yuan} under “{column_name}”, while its parts add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对该行的合计列和各组成列，更正后检查上级科目和合计行。
-- remedy.en:    Check the total and the parts of the row, correct the wrong one, then look at the codes above and the total row.
-- not_covered.zh: 含义不明的列；未印合计的行；科目上下级（TAB-001）；三公经费表（TAB-022）
-- not_covered.en: tables with a column that is not understood; rows without a total; roll-ups of codes (TAB-001); the three-public table (TAB-022)
WITH role_of_column AS (
    SELECT document_id, table_id, column_name, column_role FROM budget_amounts GROUP BY document_id, table_id, column_name, column_role
), shape AS (  -- a table is judged where every column of money is understood
    SELECT document_id, table_id,
           BOOL_OR(column_role = 'fiscal') AS has_fiscal,
           BOOL_OR(column_role = 'current') AS has_current,
           COUNT(*) - COUNT(column_role) AS unknown_columns,
           COUNT(*) - COUNT(DISTINCT column_role) AS repeated_roles
    FROM role_of_column
    GROUP BY document_id, table_id
), part AS (
    SELECT amount.document_id, amount.table_id, amount.kind, amount.line_no, amount.code, amount.name, amount.column_role, amount.amount_yuan,
           COALESCE(amount.amount_step, 0) AS step,
           CASE
               WHEN amount.column_role IN ('basic', 'project', 'upward', 'subsidy') THEN 'total'
               WHEN amount.column_role = 'business' AND amount.kind IN ('T03_expenditure', 'FA03_expenditure') THEN 'total'
               WHEN amount.column_role IN ('personnel', 'operating') AND amount.kind IN ('T06_basic_econ', 'FA06_basic_econ') THEN 'total'
               WHEN amount.column_role IN ('current', 'carryover') THEN 'total'
               WHEN amount.column_role IN ('general', 'fund', 'state_capital') AND NOT shape.has_fiscal
                    THEN CASE WHEN shape.has_current THEN 'current' ELSE 'total' END
               WHEN amount.column_role IN ('fiscal', 'special_account', 'unit_funds', 'undertaking', 'business', 'superior', 'affiliated', 'other_income')
                    THEN CASE WHEN shape.has_current THEN 'current' ELSE 'total' END
           END AS part_of
    FROM budget_amounts AS amount
    JOIN shape ON shape.document_id = amount.document_id AND shape.table_id = amount.table_id
    WHERE shape.unknown_columns = 0 AND shape.repeated_roles = 0
      AND amount.kind IN ('T01_total', 'T02_income', 'T03_expenditure', 'T04_fiscal_total', 'T05_general', 'T06_basic_econ', 'T08_fund',
                          'T09_state_capital', 'T11_operating', 'T12_projects', 'FA02_income', 'FA03_expenditure', 'FA04_fiscal_total', 'FA05_general',
                          'FA06_basic_econ', 'FA09_state_capital')
), summed AS (
    SELECT document_id, table_id, line_no, part_of, SUM(amount_yuan) AS sum_yuan, SUM(step) AS steps, COUNT(*) AS parts
    FROM part
    WHERE part_of IS NOT NULL
    GROUP BY document_id, table_id, line_no, part_of
)
SELECT summed.document_id, budget_tables.title AS table_title, COALESCE(whole.name, whole.code) AS name, whole.column_name,
       whole.amount_yuan, summed.sum_yuan, summed.parts, ABS(whole.amount_yuan - summed.sum_yuan) AS difference_yuan,
       whole.source AS amount_source, whole.source
FROM summed
JOIN budget_amounts AS whole ON whole.document_id = summed.document_id AND whole.table_id = summed.table_id AND whole.line_no = summed.line_no
                            AND whole.column_role = summed.part_of
JOIN budget_tables ON budget_tables.document_id = summed.document_id AND budget_tables.table_id = summed.table_id
WHERE 2 * ABS(whole.amount_yuan - summed.sum_yuan) > summed.steps + COALESCE(whole.amount_step, 0)
ORDER BY summed.document_id, summed.table_id, summed.line_no
