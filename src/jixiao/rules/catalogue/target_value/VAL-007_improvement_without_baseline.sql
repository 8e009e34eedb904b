-- id:           VAL-007
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   change_ceiling = targets.change_ceiling
-- title.zh:     提升幅度没有基期
-- title.en:     Improvement without a baseline
-- message.zh:   指标“{name}”要求变化“{value_text}”，没有说明与什么相比。
-- message.en:   “{name}” asks for a change of “{value_text}” and does not say against what.
-- remedy.zh:    请写明基期和基数，如“较上年（1200件）下降5%”。
-- remedy.en:    Give the base year and its figure, such as “5% below last year (1,200 cases)”.
-- not_covered.zh: 没有数值的提升、下降（VAL-002）；名称、描述或依据中写明比较对象的
-- not_covered.en: improvement without a number (VAL-002); a baseline named in name, description or basis
WITH ratios AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, indicator_no, kind, baseline, value, description, CONCAT(name, ' ', COALESCE(description, ''), ' ', COALESCE(basis, ''), ' ', text) AS words
    FROM indicators
    WHERE NOT is_placeholder AND unit = 'percent' AND kind IN ('numeric', 'relative_numeric') AND operator IN ('=', '≥', '>') AND value > 0
)

SELECT document_id, project_id, name, value_text, value_source,
       -- Growth of a figure that is counted every year is against last year by custom; growth of a level or an ability is against nothing.
       CASE WHEN regexp_matches(name, '(增长率|增长幅度|增速|增幅|下降率|下降幅度|降幅|减少率|降低率)[。）)]?$')
                 OR kind = 'relative_numeric' AND regexp_matches(name, '[数量额率值]$|浓度|排放|减排|能耗|经费$') THEN 'info'
            ELSE 'warning' END AS severity,
       value_source AS source, confidence
FROM ratios
WHERE COALESCE(baseline, 'unknown') = 'unknown'
      AND (kind = 'relative_numeric'
           -- A rate of improvement by its name, or by a description that begins with it; a large one is a level, such as 满意度提升 ≥95%.
           OR value <= $change_ceiling
              AND (regexp_matches(name, '(提升|提高|增长|增加|下降|降低|减少)(率|比|比例|比率|幅度|程度|度|值|比值|数)?[。）)]?$')
                   OR regexp_matches(COALESCE(description, ''), '^(提升|提高|增强)|(提升|提高|下降|降低)(程度|幅度|比值|比率|度|率)$')))
      AND NOT regexp_matches(words, '上年|上一年|去年|往年|同期|同比|环比|以前|之前|前期|原有|原来|改造前|实施前|使用前|项目前|基准|基期|基数|现状|目前|较|相比|比.{0,6}[年前]|20[0-9]{2}年|规划|五年')
ORDER BY document_id, project_id, indicator_no
