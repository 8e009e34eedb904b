-- id:           PRC-008
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2021-01-01
-- legal_basis:  sme-46
-- parameters:   goods = procurement.sme_full_reserve_goods, works = procurement.sme_full_reserve_works, share = procurement.sme_reserve_share
-- title.zh:     限额以上采购预留中小企业份额不足
-- title.en:     Too little of a large purchase is reserved for small and medium enterprises
-- message.zh:   项目“{project_name}”采购“{item}”{amount_yuan}，预留中小企业份额{reserve_yuan}，占{share_pct}，低于{least_pct}；如适用例外情形，请说明。
-- message.en:   Project “{project_name}” buys “{item}” for {amount_yuan} and reserves {reserve_yuan} ({share_pct}) for small and medium enterprises, less than {least_pct}; if an exception applies, say which.
-- remedy.zh:    请按规定比例预留；按采购包整体预留的，请说明份额如何落实。
-- remedy.en:    Reserve the set share; where it is reserved over several packages, say how.
-- not_covered.zh: 按部门总额计算的预留份额；工程的阶段性比例（财库〔2022〕19号，尚未核实）
-- not_covered.en: shares reckoned over a whole department; the temporary share of works (财库〔2022〕19号, unverified)
SELECT document_id, project_id, project_name, item, amount_yuan, reserve_yuan, source AS amount_source,
       ROUND(CAST(reserve_yuan AS DOUBLE) * 100 / CAST(amount_yuan AS DOUBLE), 1) AS share_pct, $share AS least_pct, source
FROM procurement_lines
WHERE role = 'item' AND has_reserve_column AND code_class IS NOT NULL
  AND amount_yuan > CASE code_class WHEN 'works' THEN $works ELSE $goods END
  -- half a unit of the last digit of either figure may be missing
  AND 200 * reserve_yuan + 100 * COALESCE(amount_step, 0) < $share * (2 * amount_yuan - COALESCE(amount_step, 0))
ORDER BY document_id, line_no
