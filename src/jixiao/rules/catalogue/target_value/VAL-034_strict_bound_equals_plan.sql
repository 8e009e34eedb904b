-- id:           VAL-034
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     严格上限等于计划数
-- title.en:     A strict bound that equals the plan
-- message.zh:   指标“{name}”要求“{value_text}”，而计划金额恰为{plan_yuan}（{plan_words}），按计划支付即不达标。
-- message.en:   “{name}” asks for “{value_text}”, and the plan is exactly {plan_yuan} ({plan_words}): paying as planned misses the target.
-- remedy.zh:    请改用“≤”。
-- remedy.en:    Use ≤.
-- not_covered.zh: 单位成本乘数量后等于预算的（CST-005）
-- not_covered.en: unit costs that make the budget when multiplied (CST-005)
WITH strict AS (
    SELECT document_id, project_id, indicator_no, name, text AS value_text, target_source AS value_source, value, confidence
    FROM indicators
    WHERE NOT is_placeholder AND kind = 'numeric' AND dimension = 'money' AND operator = '<'
),

plans AS (
    SELECT document_id, project_id, value AS plan_yuan, text AS plan_words, source AS plan_source, 2 AS rank
    FROM number_mentions
    WHERE dimension = 'money' AND per IS NULL AND operator = '='
    UNION ALL
    SELECT document_id, project_id, budget_yuan, '年度预算', budget_source, 1
    FROM projects
    WHERE budget_yuan > 0
),

met AS (
    SELECT s.document_id, s.project_id, s.indicator_no, s.name, s.value_text, s.value_source, p.plan_yuan, p.plan_words, p.plan_source, s.confidence,
           ROW_NUMBER() OVER (PARTITION BY s.document_id, s.project_id, s.indicator_no ORDER BY p.rank, p.plan_source, p.plan_words) AS place
    FROM strict s
    JOIN plans p ON p.document_id = s.document_id AND p.project_id = s.project_id AND p.plan_yuan = s.value
)

SELECT document_id, project_id, name, value_text, value_source, plan_yuan, plan_words, plan_source, value_source AS source, confidence
FROM met
WHERE place = 1
ORDER BY document_id, project_id, indicator_no
