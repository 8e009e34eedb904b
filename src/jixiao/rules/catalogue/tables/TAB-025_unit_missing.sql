-- id:           TAB-025
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     表格没有标明金额单位
-- title.en:     A table does not state its unit of money
-- message.zh:   《{table_title}》没有标明金额单位，同样的表共{tables_without}张。
-- message.en:   “{table_title}” does not state the unit of its amounts; {tables_without} table(s) do not.
-- remedy.zh:    请在表头标明“单位：万元”或“单位：元”。
-- remedy.en:    State the unit (万元 or 元) above the table.
-- not_covered.zh: 空表；机构、资产等不全是金额的表；单位写错（金额相差千倍、万倍）
-- not_covered.en: empty tables; tables of institutions or assets; a unit that is wrong
WITH without_unit AS (
    SELECT document_id, title, source, table_no,
           ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY table_no) AS place, COUNT(*) OVER (PARTITION BY document_id) AS tables_without
    FROM budget_tables
    WHERE unit IS NULL AND NOT is_empty AND title IS NOT NULL AND row_count > 0
      AND (STARTS_WITH(kind, 'FA')
           OR kind IN ('T01_total', 'T02_income', 'T03_expenditure', 'T04_fiscal_total', 'T05_general', 'T06_basic_econ', 'T08_fund', 'T09_state_capital',
                       'T10_three_public', 'T11_operating', 'T12_projects', 'T14_procurement', 'T18_three_public_operating'))
)
SELECT document_id, title AS table_title, tables_without, source
FROM without_unit
WHERE place = 1
ORDER BY document_id
