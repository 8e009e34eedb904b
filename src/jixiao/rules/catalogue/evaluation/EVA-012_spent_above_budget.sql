-- id:           EVA-012
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, measures-10
-- title.zh:     执行数大于全年预算数
-- title.en:     More was spent than the full-year budget
-- message.zh:   全年预算数{adjusted_yuan}，全年执行数{executed_yuan}，超出预算。
-- message.en:   The full-year budget is {adjusted_yuan}, and {executed_yuan} were spent.
-- remedy.zh:    没有预算不得支出：请核对全年预算数是否含结转和追加，执行数是否串行。
-- remedy.en:    Nothing may be spent without a budget: check that it includes carry-over and additions, and that no row has slid.
-- not_covered.zh: 没有印全年预算数的
-- not_covered.en: forms without a full-year budget
SELECT document_id, project_id, adjusted_yuan, execution_source AS adjusted_yuan_source, executed_yuan, execution_source AS source, confidence
FROM evaluations
WHERE executed_yuan > adjusted_yuan
ORDER BY document_id, project_id;
