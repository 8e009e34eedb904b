-- id:           TAB-023
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- title.zh:     人员经费或公用经费合计与各类之和不符
-- title.en:     Personnel or operating expenses are not the sum of their classes
-- message.zh:   《{table_title}》“{name}”为{amount_yuan}，各类经济科目合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   In “{table_title}”, “{name}” is {amount_yuan}, while its classes add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对301、303（人员经费）和302、310等（公用经费）的金额。
-- remedy.en:    Check 301 and 303 (personnel), 302, 310 and others (operating).
-- not_covered.zh: 有人员经费、公用经费两列的表（TAB-003、TAB-019）
-- not_covered.en: tables with columns for both (TAB-003, TAB-019)
WITH printed AS (  -- 人员经费合计, 公用经费合计 of a table that has no columns for them
    SELECT document_id, table_id, metric AS part, label AS name, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM key_figures
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND metric IN ('personnel', 'operating') AND NOT is_blank
      AND regexp_matches(label, '^(人员经费|公用经费)')
), class AS (
    SELECT document_id, table_id, code, amount_yuan, COALESCE(amount_step, 0) AS step,
           CASE WHEN code IN ('301', '303') THEN 'personnel' ELSE 'operating' END AS part
    FROM budget_amounts
    WHERE kind IN ('T06_basic_econ', 'FA06_basic_econ') AND column_role = 'total' AND LENGTH(code) = 3
), summed AS (
    SELECT document_id, table_id, part, SUM(amount_yuan) AS sum_yuan, SUM(step) AS steps FROM class GROUP BY document_id, table_id, part
)
SELECT printed.document_id, budget_tables.title AS table_title, printed.name, printed.amount_yuan, summed.sum_yuan,
       ABS(printed.amount_yuan - summed.sum_yuan) AS difference_yuan, printed.source AS amount_source, printed.source
FROM printed
JOIN summed ON summed.document_id = printed.document_id AND summed.table_id = printed.table_id AND summed.part = printed.part
JOIN budget_tables ON budget_tables.document_id = printed.document_id AND budget_tables.table_id = printed.table_id
WHERE 2 * ABS(printed.amount_yuan - summed.sum_yuan) > printed.step + summed.steps
ORDER BY printed.document_id, printed.table_id, printed.name
