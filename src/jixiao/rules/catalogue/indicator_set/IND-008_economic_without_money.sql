-- id:           IND-008
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     经济效益指标没有经济内容
-- title.en:     An economic benefit that is none
-- message.zh:   经济效益指标“{name}”（{value_text}）没有收入、节约、成本等经济内容，是否应列入其他效益？
-- message.en:   The economic benefit “{name}” ({value_text}) speaks of no income, saving or cost; does it belong under another benefit?
-- remedy.zh:    请改列社会效益等，或改写为可衡量的经济效益。
-- remedy.en:    Move it, or word a measurable economic benefit.
-- not_covered.zh: 社会、生态效益的归类
-- not_covered.en: whether other benefits are classed rightly
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level2_code = 'benefit.economic' AND NOT regexp_matches(concat(name, text, COALESCE(description, '')), '收入|节约|节省|节支|成本|经济|效益|产值|损失|投资|税|利润|价|元|资金|经费|费用|增收|消费|销售|创收|产量|产出|生产|贸易|旅游|就业|市场|融资|招商|采购|财政|浪费|寿命|利用率|盘活')
ORDER BY document_id, project_id, indicator_no
