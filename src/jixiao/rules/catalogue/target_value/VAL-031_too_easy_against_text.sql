-- id:           VAL-031
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   easy_share = targets.easy_share
-- yields_to:    GOL-005, TXT-001
-- title.zh:     指标值远低于文字所述
-- title.en:     A target far below the text
-- message.zh:   文字写“{plan_text}”，指标“{name}”只要求“{value_text}”，不到一半。
-- message.en:   The text says “{plan_text}”; “{name}” asks for “{value_text}” only, less than half of it.
-- remedy.zh:    请按计划数量设定指标值。
-- remedy.en:    Set the target to what is planned.
-- not_covered.zh: 目标或依据与指标数字不一致的其他情形（GOL-005、TXT-001）；约数、现有数、往年数；金额、比率和时间
-- not_covered.en: other differences between text and indicator (GOL-005, TXT-001); approximate numbers, what there is already, earlier years; money, rates and times
WITH pairs AS (
    SELECT i.document_id, i.project_id, i.indicator_no, i.indicator_id, i.name, i.text AS value_text, i.target_source AS value_source, i.value, i.confidence,
           n.value AS planned, n.text AS plan_text, n.source AS plan_source,
           -- The number of the text that is nearest to the target.
           ROW_NUMBER() OVER (PARTITION BY i.document_id, i.indicator_id ORDER BY n.value, n.mention_id) AS place
    FROM mention_indicators m
    JOIN number_mentions n ON n.document_id = m.document_id AND n.mention_id = m.mention_id
    JOIN indicators i ON i.document_id = m.document_id AND i.indicator_id = m.indicator_id
    JOIN documents d ON d.document_id = m.document_id
    WHERE m.match IN ('same', 'contained') AND NOT i.is_placeholder AND i.kind = 'numeric' AND i.operator IN ('=', '≥', '>') AND i.value > 0
          AND i.dimension NOT IN ('money', 'ratio', 'time') AND n.unit = i.unit AND n.per IS NOT DISTINCT FROM i.per
          AND n.field IN ('goal', 'purpose') AND n.operator IN ('=', '≥', '>') AND NOT n.is_stock AND NOT n.is_approximate AND NOT i.is_approximate
          AND (n.year IS NULL OR d.fiscal_year IS NULL OR n.year >= d.fiscal_year)
)

SELECT document_id, project_id, name, value_text, value_source, plan_text, plan_source, value_source AS source, confidence
FROM pairs
WHERE place = 1 AND value * 100 < planned * $easy_share
ORDER BY document_id, project_id, indicator_no
