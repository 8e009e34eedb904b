-- id:           TAB-009
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#42
-- yields_to:    TAB-002, TAB-003
-- title.zh:     上年结转前后不一致
-- title.en:     Money carried over differs between tables
-- message.zh:   收支总表的上年结转为{total_yuan}，收入总表为{income_yuan}，相差{difference_yuan}。
-- message.en:   Money carried over is {total_yuan} in the table of income and expenditure and {income_yuan} in the income table: a difference of {difference_yuan}.
-- remedy.zh:    请核对上年结转的金额和列示位置。
-- remedy.en:    Check the amount and where it is shown.
-- not_covered.zh: 决算的年初结转；结转资金安排的项目（FND-006）
-- not_covered.en: opening balances of final accounts; projects paid from carry-over (FND-006)
WITH figure AS (
    SELECT document_id, kind, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM key_figures
    WHERE metric = 'carryover' AND measure = 'budget' AND row_gap_yuan IS NULL
)
SELECT total.document_id, total.amount_yuan AS total_yuan, total.source AS total_source, income.amount_yuan AS income_yuan,
       income.source AS income_source, ABS(total.amount_yuan - income.amount_yuan) AS difference_yuan, income.source
FROM figure AS total
JOIN figure AS income ON income.document_id = total.document_id AND income.kind = 'T02_income'
WHERE total.kind = 'T01_total'
  AND 2 * ABS(total.amount_yuan - income.amount_yuan) > total.step + income.step
ORDER BY total.document_id
