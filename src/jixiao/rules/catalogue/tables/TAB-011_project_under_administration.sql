-- id:           TAB-011
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#40, practice
-- title.zh:     行政运行科目列有项目支出
-- title.en:     Project expenditure under administrative operation
-- message.zh:   科目{code}“{name}”列有项目支出{project_yuan}；行政运行一般反映基本支出，请说明内容。
-- message.en:   Code {code} “{name}” holds {project_yuan} of project expenditure, although it commonly shows basic expenditure; what is it?
-- remedy.zh:    请确认科目使用是否恰当；各地做法不同，属询问事项。
-- remedy.en:    Confirm that the code is the right one; practice differs between places, so this is a question.
-- not_covered.zh: 事业运行等其他运行科目
-- not_covered.en: other codes of operation
SELECT document_id, code, name, amount_yuan AS project_yuan, source AS project_source, source
FROM budget_amounts
WHERE kind IN ('T03_expenditure', 'FA03_expenditure') AND column_role = 'project' AND name = '行政运行' AND code LIKE '%01' AND LENGTH(code) = 7
  AND amount_yuan > 0
ORDER BY document_id, code
