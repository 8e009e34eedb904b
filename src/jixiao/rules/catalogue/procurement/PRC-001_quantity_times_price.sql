-- id:           PRC-001
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     采购数量乘单价不等于金额
-- title.en:     Quantity times price is not the amount
-- message.zh:   “{item}”{quantity}{unit}，单价{unit_price_yuan}，应为{product_yuan}，印作{amount_yuan}，相差{difference_yuan}。
-- message.en:   “{item}”: {quantity} {unit} at {unit_price_yuan} make {product_yuan}; printed is {amount_yuan}, a difference of {difference_yuan}.
-- remedy.zh:    请核对数量、单价和金额。
-- remedy.en:    Check quantity, price and amount.
-- not_covered.zh: 没有数量或单价的行
-- not_covered.en: lines without quantity or price
SELECT document_id, project_id, item, quantity, unit, unit_price_yuan, amount_yuan, source AS amount_source,
       ROUND(quantity * unit_price_yuan, 2) AS product_yuan, ROUND(ABS(quantity * unit_price_yuan - amount_yuan), 2) AS difference_yuan, source
FROM procurement_lines
WHERE role = 'item'
  -- the price may be rounded by half a unit of its last digit, and so may the quantity and the amount
  AND 2 * ABS(quantity * unit_price_yuan - amount_yuan)
      > quantity * COALESCE(unit_price_step, 0) + unit_price_yuan * CASE WHEN quantity = ROUND(quantity, 0) THEN 0 ELSE COALESCE(quantity_step, 0) END
        + COALESCE(amount_step, 0)
ORDER BY document_id, line_no
