-- id:           PRC-007
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2021-01-01
-- legal_basis:  sme-46
-- parameters:   goods = procurement.sme_full_reserve_goods, works = procurement.sme_full_reserve_works
-- title.zh:     限额以下采购没有全部预留给中小企业
-- title.en:     A small purchase is not reserved for small and medium enterprises
-- message.zh:   项目“{project_name}”采购“{item}”{amount_yuan}，未超过{limit_yuan}，预留中小企业份额为{reserve_yuan}；如适用例外情形，请说明。
-- message.en:   Project “{project_name}” buys “{item}” for {amount_yuan}, not above {limit_yuan}, and reserves {reserve_yuan} for small and medium enterprises; if an exception applies, say which.
-- remedy.zh:    原则上全部预留；不预留的，写明适用的例外情形。
-- remedy.en:    Reserve all of it, or state the exception.
-- not_covered.zh: 没有预留份额栏的采购表；适用例外情形的采购
-- not_covered.en: tables without the column; exceptions that the document does not state
SELECT document_id, project_id, project_name, item, amount_yuan, reserve_yuan, source AS amount_source,
       CASE code_class WHEN 'works' THEN $works ELSE $goods END AS limit_yuan, source
FROM procurement_lines
WHERE role = 'item' AND has_reserve_column AND code_class IS NOT NULL AND amount_yuan > 0
  AND amount_yuan <= CASE code_class WHEN 'works' THEN $works ELSE $goods END
  AND 2 * (amount_yuan - reserve_yuan) > COALESCE(amount_step, 0) * 2
ORDER BY document_id, line_no
