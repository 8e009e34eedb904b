-- id:           FND-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   excess = review.lifetime_excess
-- title.zh:     填为一年期的项目写有更大的总投资
-- title.en:     A project declared for one year states a larger total
-- message.zh:   项目填为一年期，年度资金{budget_yuan}，但“{total_text}”所说的总投资为{total_yuan}。
-- message.en:   The project is declared for one year with {budget_yuan}, but “{total_text}” states a total of {total_yuan}.
-- remedy.zh:    如为跨年项目，请把项目期和项目总额改为整个实施期的，并分年填列绩效目标；如为一年期项目，请说明总投资中其余部分的来源和支付年度。
-- remedy.en:    If the project runs over several years, give its true period and total, and targets by year; otherwise say who pays the rest, and when.
-- not_covered.zh: 未填一年期的项目；已在项目总额中写明的总投资；成本指标超过预算（CST-002）
-- not_covered.en: projects of several years; a total that the form states as the money of the whole project; costs above the budget (CST-002)
WITH one_year AS (
    SELECT document_id, project_id, budget_yuan, budget_source, lifetime_yuan, confidence
    FROM projects
    WHERE scope = 'project' AND budget_yuan > 0 AND (attribute_class = 'one_year' OR period_years = 1)
),

-- Totals of the whole project in its texts, and in names of indicators such as 项目总投资不超过…万元.
totals AS (
    SELECT document_id, project_id, value AS total_yuan, text AS total_text, source AS total_source, 1 AS rank
    FROM number_mentions
    WHERE dimension = 'money' AND per IS NULL
          AND regexp_matches(noun, '总投资|投资总额|投资总计|合同总|合同金额|总造价|工程造价|总概算|概算总|项目总额|项目总金额|总经费')
    UNION ALL
    SELECT document_id, project_id, name_value, name, source, 2
    FROM indicators
    WHERE NOT is_placeholder AND name_unit = 'yuan' AND regexp_matches(name, '总投资|投资总额|合同总|合同金额|总造价|概算')
    UNION ALL
    SELECT document_id, project_id, value, CONCAT(name, ' ', text), target_source, 3
    FROM indicators
    WHERE NOT is_placeholder AND unit = 'yuan' AND per IS NULL AND regexp_matches(name, '总投资|投资总额|合同总|总造价')
),

larger AS (
    SELECT p.document_id, p.project_id, p.budget_yuan, p.budget_source, t.total_yuan, t.total_text, t.total_source, p.confidence,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.project_id ORDER BY t.total_yuan DESC, t.rank, t.total_source) AS place
    FROM one_year p
    JOIN totals t ON t.document_id = p.document_id AND t.project_id = p.project_id
    WHERE t.total_yuan * 100 > p.budget_yuan * (100 + $excess) AND t.total_yuan > COALESCE(p.lifetime_yuan, 0)
)

SELECT document_id, project_id, total_yuan, total_text, total_source, budget_yuan, budget_source, total_source AS source, confidence
FROM larger
WHERE place = 1
ORDER BY document_id, project_id;
