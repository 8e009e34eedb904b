-- id:           VAL-036
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     数量单位笼统
-- title.en:     A vague unit of quantity
-- message.zh:   {indicators}项数量指标只写“一批”“一项”，如“{name}”写“{value_text}”，看不出实际数量。
-- message.en:   {indicators} quantity indicator(s) count one lot or one item, such as “{name}”: “{value_text}”; how much is it?
-- remedy.zh:    请列明品种和数量。
-- remedy.en:    List what is in it, and how many.
-- not_covered.zh: 课题、制度、报告等本来以项计的成果；两项以上的数量
-- not_covered.en: results that are counted by item, such as studies and rules; more than one item
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND level2_code = 'output.quantity' AND kind = 'numeric' AND operator IN ('=', '≥') AND value = 1 AND per IS NULL
          AND (unit IN ('批', '宗') OR unit = '项' AND NOT regexp_matches(name, '课题|制度|标准|规划|规程|方案|报告|调查|研究|成果|政策|法规|规定|办法|预案|专利|赛事|活动|活动数'))
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
