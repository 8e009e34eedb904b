-- id:           TAB-017
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- title.zh:     同一科目在两张表中金额不同
-- title.en:     A code has different amounts in two tables
-- message.zh:   科目{code}“{name}”在《{left_title}》为{left_yuan}，在《{right_title}》为{right_yuan}，相差{difference_yuan}。
-- message.en:   Code {code} “{name}” is {left_yuan} in “{left_title}” and {right_yuan} in “{right_title}”: a difference of {difference_yuan}.
-- remedy.zh:    请核对该科目在两张表中的金额，更正其中一张。
-- remedy.en:    Check the code in both tables and correct one of them.
-- not_covered.zh: 总计不同的两张表（口径不同，或见 TAB-018）
-- not_covered.en: tables whose totals differ: other money, or TAB-018
WITH cell AS (
    SELECT amount.document_id, amount.table_id, amount.kind, amount.code, amount.name, amount.column_role, amount.amount_yuan,
           COALESCE(amount.amount_step, 0) AS step, amount.source, budget_tables.title
    FROM budget_amounts AS amount
    JOIN budget_tables ON budget_tables.document_id = amount.document_id AND budget_tables.table_id = amount.table_id
    WHERE amount.code IS NOT NULL AND amount.column_role IN ('total', 'basic', 'project')
      AND amount.row_gap_yuan IS NULL  -- TAB-002 tells rows that do not add up
), grand AS (
    SELECT document_id, kind, amount_yuan FROM key_figures WHERE metric IN ('total_income', 'total_expenditure', 'current_expenditure', 'general')
), pairs AS (  -- tables that show the same money: income and expenditure of a budget by function, all expenditure and that of the general budget
    SELECT 'T02_income' AS left_kind, 'T03_expenditure' AS right_kind
    UNION ALL SELECT 'T03_expenditure', 'T05_general'
    UNION ALL SELECT 'FA03_expenditure', 'FA05_general'
), same_money AS (  -- they may be compared code by code where their totals are equal
    SELECT left_grand.document_id, pairs.left_kind, pairs.right_kind
    FROM pairs
    JOIN grand AS left_grand ON left_grand.kind = pairs.left_kind
    JOIN grand AS right_grand ON right_grand.document_id = left_grand.document_id AND right_grand.kind = pairs.right_kind
                             AND right_grand.amount_yuan = left_grand.amount_yuan
    GROUP BY left_grand.document_id, pairs.left_kind, pairs.right_kind
), leaf AS (  -- the lowest codes only: those above follow from them
    SELECT line.document_id, line.table_id, line.code
    FROM budget_lines AS line
    LEFT JOIN budget_lines AS below ON below.document_id = line.document_id AND below.table_id = line.table_id AND below.parent_code = line.code
    WHERE line.code_length IS NOT NULL AND below.code IS NULL
    GROUP BY line.document_id, line.table_id, line.code
    HAVING COUNT(*) = 1
), compared AS (
    SELECT own.document_id, own.code, own.name, own.column_role, own.title AS left_title, own.amount_yuan AS left_yuan, own.source AS left_source,
           other.title AS right_title, other.amount_yuan AS right_yuan, other.source AS right_source,
           ABS(own.amount_yuan - other.amount_yuan) AS difference_yuan, own.step + other.step AS steps
    FROM same_money
    JOIN cell AS own ON own.document_id = same_money.document_id AND own.kind = same_money.left_kind
    JOIN cell AS other ON other.document_id = same_money.document_id AND other.kind = same_money.right_kind
                      AND other.code = own.code AND other.column_role = own.column_role
    JOIN leaf AS left_leaf ON left_leaf.document_id = own.document_id AND left_leaf.table_id = own.table_id AND left_leaf.code = own.code
    JOIN leaf AS right_leaf ON right_leaf.document_id = other.document_id AND right_leaf.table_id = other.table_id AND right_leaf.code = other.code
), wrong AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY document_id, code ORDER BY CASE column_role WHEN 'total' THEN 1 ELSE 2 END, left_title, right_title) AS place
    FROM compared
    WHERE 2 * difference_yuan > steps
)
SELECT document_id, code, name, left_title, left_yuan, left_source, right_title, right_yuan, right_source, difference_yuan, right_source AS source
FROM wrong
WHERE place = 1
ORDER BY document_id, code
