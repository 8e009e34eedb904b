-- id:           FND-011
-- severity:     warning
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, practice
-- title.zh:     预算用于支付以前年度欠款
-- title.en:     The budget pays debts of earlier years
-- message.zh:   “{quote_text}”：本年预算用于支付以前年度形成的款项。
-- message.en:   “{quote_text}”: the budget of this year pays for earlier years.
-- remedy.zh:    请说明款项的合同和形成年度、当年为何没有列入预算，并核对本年产出指标是否是本年的工作；合同约定的尾款注明合同即可。
-- remedy.en:    Name the contract and the year, and why it was not budgeted then; check that the outputs are those of this year. A final instalment
--   that the contract provides for needs no more than its reference.
-- not_covered.zh: 债务还本付息（FND-012）；用结转资金支付的上年合同；只写年份、未写欠款的支付
-- not_covered.en: debt service (FND-012); last year's contracts that are paid from money carried over; payments that name a year but no debt

-- A final instalment (尾款) that a contract provides for is normal: a question, not a reproach.
WITH quoted AS (
    SELECT document_id, project_id, text_no, source, COALESCE(arrears, tail_payment) AS quote_text,
           CASE WHEN arrears IS NOT NULL THEN 0 ELSE 1 END AS is_tail
    FROM texts
    WHERE arrears IS NOT NULL OR tail_payment IS NOT NULL
),

-- The clause that says most comes first: with an amount or a year in it, then the longest.
ranked AS (
    SELECT document_id, project_id, quote_text, is_tail, source,
           ROW_NUMBER() OVER (
               PARTITION BY document_id, project_id
               ORDER BY is_tail, CASE WHEN regexp_matches(quote_text, '[0-9]') THEN 0 ELSE 1 END, length(quote_text) DESC, text_no
           ) AS place
    FROM quoted
)

SELECT document_id, project_id, quote_text, source AS quote_source, source,
       CASE WHEN is_tail = 1 THEN 'info' ELSE 'warning' END AS severity
FROM ranked
WHERE place = 1
ORDER BY document_id, project_id;
