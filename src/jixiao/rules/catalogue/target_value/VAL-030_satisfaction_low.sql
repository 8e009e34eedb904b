-- id:           VAL-030
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   absurd = targets.absurd_satisfaction, very_low = targets.very_low_satisfaction, low = targets.low_satisfaction
-- title.zh:     满意度指标过低
-- title.en:     A satisfaction that is too low
-- message.zh:   满意度指标“{name}”为“{value_text}”，低于通常水平，请核对是否填错。
-- message.en:   The satisfaction “{name}” is “{value_text}”, below what is usual; is it a slip?
-- remedy.zh:    请核对数值；确为该水平的，请说明依据和提高措施。
-- remedy.en:    Check the number; where it is meant, give its basis and say how it is to improve.
-- not_covered.zh: 满意度的提升幅度；没有数值的满意度（IND-017）；以分数或人数表示的
-- not_covered.en: improvements of satisfaction; satisfaction without a number (IND-017); scores and numbers of people
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source,
       CASE WHEN value < $absurd THEN 'error' WHEN value < $very_low THEN 'warning' ELSE 'info' END AS severity, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind = 'numeric' AND unit = 'percent' AND operator IN ('=', '≥', '>') AND value < $low
      AND (is_satisfaction OR level1_code = 'satisfaction' AND is_awareness) AND NOT regexp_matches(name, '不满意|投诉|差评')
      -- A rise of satisfaction by 5% is no satisfaction of 5%.
      AND baseline IS NULL AND name_direction IS NULL
      AND NOT regexp_matches(CONCAT(name, COALESCE(description, ''), text), '提升|提高|增长|增加|上升|改善|较上|同比|参与率|回收率|回复率|调查率|抽样')
ORDER BY document_id, project_id, indicator_no
