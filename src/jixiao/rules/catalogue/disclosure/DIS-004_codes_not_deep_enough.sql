-- id:           DIS-004
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#6
-- title.zh:     科目公开深度不够
-- title.en:     Codes are not published deep enough
-- message.zh:   《{table_title}》{printed_zh}，应公开到{wanted}位编码（功能分类到项，经济分类到款）。
-- message.en:   “{table_title}” {printed_en}; the law asks for codes of {wanted} digits (functions to the item, economic codes to the section).
-- remedy.zh:    请补列科目编码至规定层级；涉密的除外。
-- remedy.en:    Add the lower codes, unless they are secret.
-- not_covered.zh: 只印名称而不印编码的功能分类表
-- not_covered.en: functional tables that print names only
WITH function AS (
    SELECT document_id, table_id, MAX(code_length) AS depth
    FROM budget_lines
    WHERE kind IN ('T03_expenditure', 'T05_general', 'FA03_expenditure', 'FA05_general')
    GROUP BY document_id, table_id
), economic AS (
    SELECT document_id, table_id, MAX(code_length) AS depth, COUNT(*) AS lines
    FROM budget_lines
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ')
    GROUP BY document_id, table_id
), shallow AS (
    SELECT document_id, table_id, 7 AS wanted, depth, 'warning' AS severity FROM function WHERE depth < 7
    UNION ALL
    SELECT document_id, table_id, 5 AS wanted, depth, 'warning' AS severity FROM economic WHERE depth < 5
    UNION ALL  -- names only, without codes: a matter of form
    SELECT document_id, table_id, 5 AS wanted, 0 AS depth, 'info' AS severity FROM economic WHERE depth IS NULL AND lines > 3
)
SELECT shallow.document_id, budget_tables.title AS table_title, shallow.wanted, shallow.severity,
       CASE WHEN shallow.depth = 0 THEN '只印科目名称，没有编码' ELSE concat('科目编码最多', shallow.depth, '位') END AS printed_zh,
       CASE WHEN shallow.depth = 0 THEN 'prints names without codes' ELSE concat('prints codes of ', shallow.depth, ' digits at most') END AS printed_en,
       budget_tables.source
FROM shallow
JOIN budget_tables ON budget_tables.document_id = shallow.document_id AND budget_tables.table_id = shallow.table_id
ORDER BY shallow.document_id, budget_tables.table_no
