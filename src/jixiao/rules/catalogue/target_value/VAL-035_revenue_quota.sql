-- id:           VAL-035
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#55.2
-- title.zh:     以罚没、收费收入下达指标
-- title.en:     A quota of fines or fees
-- message.zh:   指标“{name}”要求“{value_text}”，是对征收部门和单位下达的收入指标。
-- message.en:   “{name}” asks for “{value_text}”: a quota of revenue set for a body that collects it.
-- remedy.zh:    请删除该指标，改为执法质量、办案规范等不与收入挂钩的指标。
-- remedy.en:    Drop it, and set indicators of the quality of enforcement that do not depend on revenue.
-- not_covered.zh: 收缴率等比率；事业收入、经营收入；税收收入；减免、退费、规范收费的指标
-- not_covered.en: rates of collection; operating income; taxes; targets of exemption, refund or proper charging
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source,
       -- An output is what the unit is told to do; a benefit may only foresee what comes in.
       CASE WHEN level2_code = 'output.quantity' THEN 'error' ELSE 'warning' END AS severity, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind = 'numeric' AND dimension = 'money' AND operator IN ('≥', '>') AND value > 0 AND NOT is_cost
      AND regexp_matches(name, '罚没|罚款|罚金|非税收入|行政事业性收费|收费收入|收费金额|收费额|征收额|征收金额|征收收入|征缴额|缴库')
      AND NOT regexp_matches(name, '减免|减征|免征|免收|免除|降低|减轻|退还|退付|退费|返还|挽回|追缴|追回|欠|经营|事业收入|门票|租金|成本|支出|经费|补助|避免|节约|社会保险|社保|保险费|医保|公积金')
ORDER BY document_id, project_id, indicator_no
