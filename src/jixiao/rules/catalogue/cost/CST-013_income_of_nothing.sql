-- id:           CST-013
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     支出项目设有为零的收入指标
-- title.en:     An income indicator of zero
-- message.zh:   支出项目的收入指标“{name}”为“{value_text}”，没有意义。
-- message.en:   The income “{name}” of a spending project is “{value_text}”, which says nothing.
-- remedy.zh:    请删除该指标，或改为能反映效益的指标。
-- remedy.en:    Drop it, or set an indicator that shows a benefit.
-- not_covered.zh: 收入下达任务（VAL-035）
-- not_covered.en: quotas of income (VAL-035)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder AND NOT is_cost AND is_income AND kind = 'numeric' AND dimension = 'money' AND value = 0
      AND NOT regexp_matches(name, '违规|乱|减免|免收|不收')
ORDER BY document_id, project_id, indicator_no
