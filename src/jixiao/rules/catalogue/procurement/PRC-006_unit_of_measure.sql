-- id:           PRC-006
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     计量单位不当
-- title.en:     An odd unit of measure
-- message.zh:   项目“{project_name}”采购“{item}”的计量单位是“{unit}”，数量{quantity}。
-- message.en:   Project “{project_name}” buys {quantity} “{unit}” of “{item}”.
-- remedy.zh:    请用实物的计量单位（台、套、个、次等）。
-- remedy.en:    Use the unit of the thing itself.
-- not_covered.zh: 是否为该品目的常用单位
-- not_covered.en: whether the unit is usual for the thing
SELECT document_id, project_id, project_name, item, unit, quantity, source AS unit_source, source
FROM procurement_lines
WHERE role = 'item'
  AND regexp_matches(unit, '元|^[0-9.]+$|^(次套|套次|台套次|个次)$')
ORDER BY document_id, line_no
