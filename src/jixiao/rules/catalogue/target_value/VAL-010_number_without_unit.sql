-- id:           VAL-010
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   units_left_out = targets.units_left_out
-- title.zh:     数值没有单位
-- title.en:     A number without unit
-- message.zh:   指标“{name}”的值“{value_text}”没有单位，是数量还是百分比不清楚。
-- message.en:   The value “{value_text}” of “{name}” has no unit: a number or a percentage?
-- remedy.zh:    请补写计量单位。
-- remedy.en:    Add the unit.
-- not_covered.zh: 零；名称写明单位的（人数、次数、括号中的单位）；指数、分数、等级；零到一之间的度和率；另有单位栏而未读到的文件
-- not_covered.en: zeros; names that tell the unit (numbers of people or times, a unit in brackets); indices, scores, grades; degrees and rates between 0 and 1; documents whose column of units was not read

-- Where many numbers of a document have none, its form prints the units elsewhere.
WITH numbers AS (
    SELECT document_id, SUM(CASE WHEN issues LIKE '%;unit_missing;%' THEN 1 ELSE 0 END) AS without_unit, COUNT(*) AS numbers
    FROM indicators
    WHERE NOT is_placeholder AND kind IN ('numeric', 'range')
    GROUP BY document_id
)

SELECT i.document_id, i.project_id, i.name, i.text AS value_text, i.target_source AS value_source, i.target_source AS source, i.confidence
FROM indicators i
JOIN numbers n ON n.document_id = i.document_id
WHERE NOT i.is_placeholder AND i.kind = 'numeric' AND i.issues LIKE '%;unit_missing;%' AND i.value <> 0
      -- A number and nothing else: 10/10万 and 1:5 say what they are.
      AND regexp_matches(i.text, '^[^0-9]{0,4}[0-9][0-9.,]*(以上|以下|以内|左右)?$')
      AND (n.without_unit = 1 OR n.without_unit * 100 <= n.numbers * $units_left_out)
      -- A degree between 0 and 1 has no unit: 郁闭度 0.6, 合格率 0.95.
      AND NOT (i.value < 1 AND regexp_matches(i.name, '[度率比]$'))
      AND NOT regexp_matches(i.name, '[（(][^（()）]*[)）]$|指数|系数|评分|得分|分数|分值|等级|级别|排名|名次|[pP][hH]|(人|人次|次|天|户|件|个|台|套|辆|份|家|场|页|篇|起|例|处|项|期|班)数量?$')
ORDER BY i.document_id, i.project_id, i.indicator_no
