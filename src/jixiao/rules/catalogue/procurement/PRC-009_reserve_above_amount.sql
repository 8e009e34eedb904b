-- id:           PRC-009
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2021-01-01
-- legal_basis:  sme-46
-- title.zh:     预留份额大于采购金额
-- title.en:     More is reserved than is bought
-- message.zh:   采购金额{amount_yuan}，预留中小企业份额{reserve_yuan}。
-- message.en:   The purchase is {amount_yuan}, and {reserve_yuan} are reserved.
-- remedy.zh:    请核对预留份额。
-- remedy.en:    Check the reserve.
-- not_covered.zh: 没有预留份额栏的表
-- not_covered.en: tables without the column
SELECT document_id, project_id, project_name, item, amount_yuan, reserve_yuan, source AS amount_source, source
FROM procurement_lines
WHERE 2 * (reserve_yuan - amount_yuan) > 2 * COALESCE(amount_step, 0)
ORDER BY document_id, line_no
