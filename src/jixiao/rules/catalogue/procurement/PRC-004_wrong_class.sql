-- id:           PRC-004
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  procurement-law, practice
-- title.zh:     采购品目类别与内容不符
-- title.en:     The class of a purchase does not fit what is bought
-- message.zh:   项目“{project_name}”采购“{item}”用目录编码{code}，从名称看应属{expected_zh}，金额{amount_yuan}。
-- message.en:   Project “{project_name}” buys “{item}” under code {code}; by its name it is {expected_en}. Amount: {amount_yuan}.
-- remedy.zh:    请按政府采购品目分类目录核对编码。
-- remedy.en:    Check the code against the catalogue.
-- not_covered.zh: 名称同时含货物和服务字样的采购；小型修缮按服务采购
-- not_covered.en: names that speak of goods and services at once; small repairs bought as services
SELECT document_id, project_id, project_name, item, code, code_name, code_class,
       CASE item_class WHEN 'goods' THEN '货物（A）' WHEN 'works' THEN '工程（B）' ELSE '服务（C）' END AS expected_zh,
       item_class AS expected_en, amount_yuan, source AS code_source, source
FROM procurement_lines
WHERE role = 'item' AND item_class <> code_class
  AND NOT (item_class = 'works' AND code_class = 'services')  -- small repairs are bought as services in many places
ORDER BY document_id, line_no
