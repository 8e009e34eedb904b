-- id:           PRC-002
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     采购表合计与明细不符
-- title.en:     The procurement table does not add up
-- message.zh:   政府采购表“{name}”为{amount_yuan}，{lines}行明细合计为{sum_yuan}，相差{difference_yuan}。
-- message.en:   The procurement table prints {amount_yuan} for “{name}”; its {lines} lines add up to {sum_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对采购明细和小计、合计。
-- remedy.en:    Check the lines, subtotals and total.
-- not_covered.zh: 没有小计或合计的表
-- not_covered.en: tables without totals
WITH item AS (
    SELECT document_id, table_id, agency, SUM(amount_yuan) AS sum_yuan, SUM(COALESCE(amount_step, 0)) AS steps, COUNT(*) AS lines
    FROM procurement_lines
    WHERE role = 'item'
    GROUP BY document_id, table_id, agency
), everything AS (
    SELECT document_id, table_id, SUM(sum_yuan) AS sum_yuan, SUM(steps) AS steps, SUM(lines) AS lines FROM item GROUP BY document_id, table_id
), compared AS (
    SELECT total.document_id, total.line_no, total.role, total.agency, total.amount_yuan, COALESCE(total.amount_step, 0) AS step, total.source,
           item.sum_yuan, item.steps, item.lines
    FROM procurement_lines AS total
    JOIN item ON item.document_id = total.document_id AND item.table_id = total.table_id AND item.agency = total.agency
    WHERE total.role = 'subtotal'
    UNION ALL
    SELECT total.document_id, total.line_no, total.role, total.agency, total.amount_yuan, COALESCE(total.amount_step, 0) AS step, total.source,
           everything.sum_yuan, everything.steps, everything.lines
    FROM procurement_lines AS total
    JOIN everything ON everything.document_id = total.document_id AND everything.table_id = total.table_id
    WHERE total.role = 'total'
)
SELECT compared.document_id, CASE compared.role WHEN 'total' THEN '合计' ELSE compared.agency END AS name, compared.amount_yuan, compared.sum_yuan,
       compared.lines, ABS(compared.amount_yuan - compared.sum_yuan) AS difference_yuan, compared.source AS amount_source, compared.source
FROM compared
LEFT JOIN compared AS subtotal ON subtotal.document_id = compared.document_id AND subtotal.role = 'subtotal' AND compared.role = 'total'
                              AND 2 * ABS(subtotal.amount_yuan - subtotal.sum_yuan) > subtotal.step + subtotal.steps
WHERE 2 * ABS(compared.amount_yuan - compared.sum_yuan) > compared.step + compared.steps
  -- where every project is printed above its own lines all money stands twice
  AND 2 * ABS(2 * compared.amount_yuan - compared.sum_yuan) > compared.step + compared.steps
  AND subtotal.role IS NULL  -- the subtotal of an agency that is wrong is told, the total is not
ORDER BY compared.document_id, compared.line_no
