-- id:           EVA-004
-- severity:     info
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- grouped:      yes
-- title.zh:     定性指标没有评分标准
-- title.en:     Judged indicators without a standard of scoring
-- message.zh:   {count}个有分值的指标（如“{name}”）不是数量，表上又没有评分标准，得分{first_points}的依据不清。
-- message.en:   {count} weighted indicators (such as “{name}”) are no numbers, and the form prints no standard: what the {first_points} points rest on is open.
-- remedy.zh:    请写明达到什么程度得多少分，或者把指标值改写成可衡量的数。
-- remedy.en:    Say how much earns how many points, or make the target a number.
-- not_covered.zh: 数值、日期指标，按比例或期限计分；没有分值的指标
-- not_covered.en: numbers and dates, which score by proportion; indicators without a weight
WITH judged AS (
    SELECT document_id, project_id, name, score_points, source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM evaluation_items
    WHERE comparison = 'judged' AND weight_points > 0 AND NOT is_empty AND NOT has_standard
)

SELECT document_id, project_id, count, name, score_points AS first_points, source, confidence
FROM judged
WHERE place = 1
ORDER BY document_id, project_id;
