-- id:           NAR-024
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     增减方向与数字不符
-- title.en:     A word of direction contradicts the figures
-- message.zh:   “{change_text}”写的是“{said}”，{reason_zh}，请核对。
-- message.en:   “{change_text}” says “{said}”, but {reason_en}.
-- remedy.zh:    请按实际数字改正“增加、减少、大于、小于、持平”等用语。
-- remedy.en:    Correct the word by the figures.
-- not_covered.zh: “基本持平”；没有印出任何数字的比较
-- not_covered.en: “about the same”; comparisons without any figure
WITH compared AS (
    SELECT document_id, comparison_id, kind, text, source, direction, amount_yuan, base_yuan, delta_yuan, rate_pct,
           COALESCE(amount_step, 0) + COALESCE(base_step, 0) AS steps, amount_yuan - base_yuan AS difference_yuan
    FROM comparisons
    WHERE direction IS NOT NULL
), judged AS (
    SELECT compared.*,
           CASE
             WHEN direction IN ('increase', 'above') AND -2 * difference_yuan > steps THEN 'figures'
             WHEN direction IN ('decrease', 'below') AND 2 * difference_yuan > steps THEN 'figures'
             WHEN direction IN ('above', 'below') AND difference_yuan = 0 THEN 'equal'
             WHEN direction IN ('same', 'equal') AND 2 * ABS(difference_yuan) > steps THEN 'figures'
             WHEN kind = 'completion' AND direction = 'above' AND rate_pct < 100 THEN 'rate'
             WHEN kind = 'completion' AND direction = 'below' AND rate_pct > 100 THEN 'rate'
             WHEN direction IN ('same', 'equal') AND delta_yuan > 0 THEN 'change'
             WHEN direction = 'increase' AND amount_yuan = 0 AND delta_yuan > 0 THEN 'nothing'
             WHEN direction = 'increase' AND 2 * (delta_yuan - amount_yuan) > steps AND base_yuan IS NULL THEN 'nothing'
             WHEN direction IN ('increase', 'decrease') AND delta_yuan = 0 THEN 'unchanged'
             WHEN direction = 'increase' AND regexp_matches(text, '(增加|增长|上升|提高)(了)?[0-9,.]+(万|亿)?元[，,、]?(下降|降低|减少)(了)?[0-9.]+[%％]') THEN 'words'
             WHEN direction = 'decrease' AND regexp_matches(text, '(增加|增长|上升|提高)(了)?[0-9,.]+(万|亿)?元[，,、]?(下降|降低|减少)(了)?[0-9.]+[%％]') THEN 'words'
             WHEN direction IN ('increase', 'decrease') AND regexp_matches(text, '(减少|下降|降低)(了)?[0-9,.]+(万|亿)?元[，,、]?(增长|上升|提高|增加)(了)?[0-9.]+[%％]') THEN 'words'
           END AS fault
    FROM compared
)
SELECT document_id, text AS change_text,
       CASE direction WHEN 'increase' THEN '增加' WHEN 'decrease' THEN '减少' WHEN 'above' THEN '大于' WHEN 'below' THEN '小于' ELSE '持平' END AS said,
       CASE fault WHEN 'figures' THEN '但相比的两个数为' || CAST(CAST(amount_yuan AS DECIMAL(20, 2)) AS VARCHAR) || '元和' || CAST(CAST(base_yuan AS DECIMAL(20, 2)) AS VARCHAR) || '元'
                  WHEN 'equal' THEN '但两个数相等' WHEN 'rate' THEN '但完成率为' || CAST(CAST(rate_pct AS DECIMAL(18, 2)) AS VARCHAR) || '%' WHEN 'change' THEN '但写有增减额'
                  WHEN 'nothing' THEN '但增加额超过本年数' WHEN 'unchanged' THEN '但增减额为0' ELSE '但增减额与幅度的方向相反' END AS reason_zh,
       CASE fault WHEN 'figures' THEN 'the two figures are ' || CAST(CAST(amount_yuan AS DECIMAL(20, 2)) AS VARCHAR) || ' and ' || CAST(CAST(base_yuan AS DECIMAL(20, 2)) AS VARCHAR) || ' yuan'
                  WHEN 'equal' THEN 'the two figures are equal' WHEN 'rate' THEN 'the rate of completion is ' || CAST(CAST(rate_pct AS DECIMAL(18, 2)) AS VARCHAR) || '%'
                  WHEN 'change' THEN 'a change is given'
                  WHEN 'nothing' THEN 'the increase exceeds the figure itself' WHEN 'unchanged' THEN 'the change is 0'
                  ELSE 'change and rate go in opposite directions' END AS reason_en,
       amount_yuan, base_yuan, delta_yuan, rate_pct, CASE WHEN fault IN ('unchanged', 'equal') THEN 'warning' ELSE 'error' END AS severity,
       source AS change_source, source
FROM judged
WHERE fault IS NOT NULL
ORDER BY document_id, comparison_id
