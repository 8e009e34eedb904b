-- id:           XYR-011
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, practice
-- title.zh:     同一年度两个版本的项目金额不同
-- title.en:     Two versions of one year have different amounts for a project
-- message.zh:   本项目的年度预算为{budget_yuan}，另一版本《{earlier_file}》为{earlier_yuan}。
-- message.en:   The budget of this project is {budget_yuan} here and {earlier_yuan} in the other version “{earlier_file}”.
-- remedy.zh:    请核对哪个金额是批复数，改正另一处；预算确有调整的，请注明调整的批复。
-- remedy.en:    Check which amount was approved and correct the other; where the budget was adjusted, name the decision.
-- not_covered.zh: 按印刷精度相同的金额；一个版本没有金额的
-- not_covered.en: amounts that agree at their printed precision; versions without an amount
SELECT p.document_id, p.project_id, n.budget_yuan, n.budget_source, p.earlier_document_id, d.earlier_file, o.budget_yuan AS earlier_yuan,
       o.budget_source AS earlier_source, n.budget_source AS source, n.confidence
FROM project_pairs p
JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
WHERE d.relation = 'version' AND p.basis IN ('code', 'name', 'stem')
      AND 2 * ABS(n.budget_yuan - o.budget_yuan) > COALESCE(n.budget_step, 0) + COALESCE(o.budget_step, 0)
ORDER BY p.document_id, n.project_no;
