-- id:           IND-013
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     成本指标没有金额
-- title.en:     A cost that is no money
-- message.zh:   成本指标“{name}”的值是“{value_text}”，不是金额，不能约束支出。
-- message.en:   The cost “{name}” has the target “{value_text}”, which is no amount and binds no spending.
-- remedy.zh:    请改为总成本或单位成本的金额上限；预算执行率另行考核，不作成本指标。
-- remedy.en:    Give a ceiling of the total or of the unit cost; execution of the budget is scored apart.
-- not_covered.zh: 写“控制在预算内”等的成本指标；社会成本、生态环境成本；日期（VAL-017）；公式和叙述（VAL-008、VAL-009）
-- not_covered.en: “within the budget” and the like; social and ecological costs; dates (VAL-017); formulas and narratives (VAL-008, VAL-009)
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND is_cost AND dimension IS DISTINCT FROM 'money' AND level2_code NOT IN ('cost.social', 'cost.ecological')
  AND kind NOT IN ('placeholder', 'empty', 'corrupt', 'deadline', 'period', 'formula', 'narrative')
  AND NOT regexp_matches(text, '预算|概算|控制|标准|不超|以内|节约|合同|中标|合理|元|批复')
ORDER BY document_id, project_id, indicator_no
