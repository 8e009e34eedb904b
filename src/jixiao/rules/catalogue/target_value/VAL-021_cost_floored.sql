-- id:           VAL-021
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     成本指标写成下限
-- title.en:     A cost with a floor
-- message.zh:   成本指标“{name}”写“{value_text}”，花得越多越算完成。
-- message.en:   The cost “{name}” is “{value_text}”: the more is spent, the better it is met.
-- remedy.zh:    成本请写上限（≤）或固定标准。
-- remedy.en:    Give a ceiling (≤) or a fixed rate for a cost.
-- not_covered.zh: 人均补助等对受益人的支出标准；节约额、投入强度等宜多的金额
-- not_covered.en: rates that are paid to people; savings and other money of which more is better
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND is_cost AND kind = 'numeric' AND dimension = 'money' AND operator IN ('≥', '>') AND value > 0
      AND NOT regexp_matches(name, '节|降低|减少|减免|压减|收入|收益|效益|投资额|筹|拉动|带动|挽回|补助标准|发放标准|保障标准|最低|[人户生亩床]均|每人|每生|补助|补贴|救助|工资|薪酬|待遇|抚恤|投入|报酬')
ORDER BY document_id, project_id, indicator_no
