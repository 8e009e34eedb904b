-- id:           TXT-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- yields_to:    GOL-002
-- title.zh:     文字中的数字与指标值不一致
-- title.en:     A number of the text differs from the indicator
-- message.zh:   “{label}”写“{stated_text}”，而指标为“{indicator_text}”，两处所说的是同一内容，数字不一致。
-- message.en:   “{label}” says “{stated_text}”, the indicator “{indicator_text}”: the same thing with different numbers.
-- remedy.zh:    请核对实际数，使文字与指标值一致；口径不同的，请写明各自的口径。
-- remedy.en:    Check the true number, and make text and indicator agree; if they count different things, say so.
-- not_covered.zh: 约数、区间、金额；目标中要完成的数（GOL-005）；目标已报告的同一数字；单位不同的数字；表内另有一致数字的
-- not_covered.en: approximate numbers, ranges, money; what the goal is to achieve (GOL-005); a number that is reported for the goal already; other units; cases in which another number of the form agrees

-- What the text and the indicator say of the same thing in the same unit.
WITH pairs AS (
    SELECT m.document_id, m.project_id, m.mention_id, m.indicator_id, m.match, n.field, n.is_stock, n.label, n.mention_no,
           n.value AS text_value,
           -- People, things and rates that are aimed at are exact; measures are as exact as they are printed.
           CASE WHEN n.dimension IN ('count', 'people', 'ratio') THEN 0 ELSE COALESCE(n.value_step, 0) END AS text_step,
           CASE n.operator WHEN '=' THEN 'exact' WHEN '≥' THEN 'least' WHEN '>' THEN 'least' WHEN '≤' THEN 'most' WHEN '<' THEN 'most' END AS text_bound,
           n.text AS stated_text, n.source AS stated_text_source,
           CONCAT(i.name, ' ', i.text) AS indicator_text, i.target_source AS indicator_text_source, i.indicator_no,
           i.value AS target_value, CASE WHEN n.dimension IN ('count', 'people', 'ratio') THEN 0 ELSE COALESCE(i.value_step, 0) END AS target_step,
           CASE i.operator WHEN '=' THEN 'exact' WHEN '≥' THEN 'least' WHEN '>' THEN 'least' WHEN '≤' THEN 'most' WHEN '<' THEN 'most' END AS target_bound,
           -- 人, 名 and 位 count the same; 个 and 处 may not.
           n.unit = i.unit OR n.unit IN ('人', '名', '位') AND i.unit IN ('人', '名', '位') AS is_same_unit, p.project_no, p.confidence
    FROM mention_indicators m
    JOIN number_mentions n ON n.project_id = m.project_id AND n.document_id = m.document_id AND n.mention_id = m.mention_id
    JOIN indicators i ON i.project_id = m.project_id AND i.document_id = m.document_id AND i.indicator_id = m.indicator_id
    JOIN projects p ON p.document_id = m.document_id AND p.project_id = m.project_id
    JOIN documents d ON d.document_id = m.document_id
    WHERE p.scope = 'project' AND NOT i.is_placeholder AND n.per IS NOT DISTINCT FROM i.per
          AND NOT n.is_approximate AND NOT i.is_approximate
          AND (n.year IS NULL OR d.fiscal_year IS NULL OR n.year >= d.fiscal_year OR n.is_stock AND n.year = d.fiscal_year - 1)
),

-- Where one number of the form agrees with the indicator, or their sum does, the others count something else.
agreeing AS (
    SELECT document_id, project_id, indicator_id
    FROM pairs
    GROUP BY document_id, project_id, indicator_id, target_value
    HAVING BOOL_OR(2 * ABS(text_value - target_value) <= text_step + target_step) OR SUM(text_value) = target_value
    UNION
    SELECT document_id, project_id, indicator_id
    FROM pairs
    GROUP BY document_id, project_id, indicator_id, field, label, target_value
    HAVING SUM(text_value) = target_value
),

-- A number that agrees with another indicator of the same thing is that one's.
at_home AS (
    SELECT document_id, mention_id
    FROM pairs
    GROUP BY document_id, mention_id
    HAVING BOOL_OR(2 * ABS(text_value - target_value) <= text_step + target_step)
),

differing AS (
    SELECT *
    FROM pairs
    WHERE match <> 'narrower' AND 2 * ABS(text_value - target_value) > text_step + target_step
          AND NOT EXISTS (
              SELECT 1 FROM agreeing a
              WHERE a.document_id = pairs.document_id AND a.project_id = pairs.project_id AND a.indicator_id = pairs.indicator_id
          )
          AND NOT EXISTS (SELECT 1 FROM at_home h WHERE h.document_id = pairs.document_id AND h.mention_id = pairs.mention_id)
),

judged AS (
    SELECT document_id, project_id, project_no, label, stated_text, stated_text_source, indicator_text, indicator_text_source, confidence,
           CASE
               -- No number satisfies both: two exact ones that differ, or a bound that excludes the other.
               WHEN (text_bound <> 'most' AND target_bound <> 'least' AND text_value > target_value)
                 OR (text_bound <> 'least' AND target_bound <> 'most' AND text_value < target_value)
                   THEN CASE WHEN match = 'same' AND is_same_unit THEN 'error' ELSE 'warning' END
               -- A target that is weaker than the text, or stricter.
               WHEN text_bound <> 'most' AND target_bound = 'least' AND target_value < text_value THEN 'warning'
               WHEN text_bound = 'most' AND target_bound = 'most' AND target_value > text_value THEN 'warning'
           END AS severity,
           ROW_NUMBER() OVER (PARTITION BY document_id, indicator_id ORDER BY CASE match WHEN 'same' THEN 0 ELSE 1 END, mention_no, mention_id) AS place
    FROM differing
    -- What a goal is to achieve is GOL-005's, and so is the same number in another field.
    WHERE (field IN ('narrative', 'purpose') OR (field = 'goal' AND is_stock))
          AND NOT EXISTS (
              SELECT 1 FROM differing g
              WHERE g.document_id = differing.document_id AND g.indicator_id = differing.indicator_id AND g.field = 'goal' AND NOT g.is_stock
          )
)

SELECT document_id, project_id, label, stated_text, stated_text_source, indicator_text, indicator_text_source, severity,
       stated_text_source AS source, confidence
FROM judged
WHERE place = 1 AND severity IN ('error', 'warning')
ORDER BY document_id, project_no, indicator_text_source;
