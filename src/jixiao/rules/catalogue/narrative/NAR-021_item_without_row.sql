-- id:           NAR-021
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     说明中的科目在表格中没有
-- title.en:     An item of the narrative stands in no table
-- message.zh:   说明列有{code}“{name}”{amount_yuan}，各功能分类表中没有该科目，请核对科目名称或补充表格。
-- message.en:   The narrative lists {code} “{name}” with {amount_yuan}, but no table of functional classification has it.
-- remedy.zh:    请核对科目名称、编码是否写错，或者表格是否漏列。
-- remedy.en:    Check name and code, or whether the table leaves the row out.
-- not_covered.zh: 没有编码且名称不能对应的科目；名称与编码不对应的（TAB-016）
-- not_covered.en: items whose code is not known
WITH coded AS (  -- tables of functional classification of the document, by measure
    SELECT document_id, CASE WHEN kind LIKE 'FA%' THEN 'final' ELSE 'budget' END AS measure, code, amount_yuan
    FROM budget_amounts
    WHERE kind IN ('T02_income', 'T03_expenditure', 'T05_general', 'T07_basic_function', 'T08_fund', 'T09_state_capital',
                   'FA02_income', 'FA03_expenditure', 'FA05_general', 'FA08_fund', 'FA09_state_capital')
      AND code IS NOT NULL
), depth AS (
    SELECT document_id, measure, MAX(LENGTH(code)) AS longest FROM coded GROUP BY document_id, measure
)
SELECT narrative_items.document_id, narrative_items.code, narrative_items.name, narrative_items.amount_yuan, narrative_items.text AS item_text,
       narrative_items.source AS amount_source, narrative_items.source
FROM narrative_items
JOIN documents ON documents.document_id = narrative_items.document_id
JOIN depth ON depth.document_id = narrative_items.document_id AND depth.measure = narrative_items.measure
LEFT JOIN coded ON coded.document_id = narrative_items.document_id AND coded.measure = narrative_items.measure AND coded.code = narrative_items.code
WHERE narrative_items.scheme = 'function' AND narrative_items.code IS NOT NULL AND narrative_items.amount_yuan > 0
  AND LENGTH(narrative_items.code) <= depth.longest AND narrative_items.year = documents.fiscal_year AND coded.code IS NULL
ORDER BY narrative_items.document_id, narrative_items.item_id
