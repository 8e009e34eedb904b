-- id:           STR-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2021-01-01
-- legal_basis:  integration-standard, practice
-- title.zh:     项目编码不合规则
-- title.en:     The project code is malformed
-- message.zh:   项目编码“{code}”的位数、字符或校验位不合编码规则，可能抄错或识别有误。
-- message.en:   The project code “{code}” does not keep the rules (length, letters or check character): it may be miscopied or misread.
-- remedy.zh:    请从预算管理一体化系统重新复制项目编码。
-- remedy.en:    Copy the code anew from the budget system.
-- not_covered.zh: 编码规则未知的地区；没有编码的表样
-- not_covered.en: places whose scheme of codes is not known; forms without a code
SELECT document_id, project_id, code, code_source, code_source AS source, confidence
FROM projects
WHERE is_code_valid = FALSE
ORDER BY document_id, project_id;
