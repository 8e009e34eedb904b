-- id:           CST-002b
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   explained = costs.explained_share
-- title.zh:     成本指标只覆盖部分预算
-- title.en:     Costs that cover only a part of the budget
-- message.zh:   成本指标合计说明了{explained_yuan}，为年度预算{budget_yuan}的{share_pct}，其余没有成本约束。
-- message.en:   The costs explain {explained_yuan}, {share_pct} of the budget of {budget_yuan}; nothing binds the rest.
-- remedy.zh:    请为其余支出补设成本指标，或写明项目总成本。
-- remedy.en:    Set costs for the rest of the spending, or the total cost of the project.
-- not_covered.zh: 只有单位成本的项目（CST-004）；还有不能确定对应数量的单位成本；性质不明的金额；数量与单位成本的乘积超过预算（CST-003）
-- not_covered.en: projects with costs for one only (CST-004); costs for one whose quantity is not sure; amounts of unclear meaning; products above the budget (CST-003)

-- The most money that the form states: of the year, of the whole project, or of one of its sources.
WITH money AS (
    SELECT p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source,
           GREATEST(p.budget_yuan, p.lifetime_yuan, MAX(f.amount_yuan)) AS most_yuan
    FROM projects p
    LEFT JOIN funding_lines f ON f.document_id = p.document_id AND f.project_id = p.project_id
    WHERE p.scope = 'project'
    GROUP BY p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source, p.lifetime_yuan
),

products AS (
    SELECT document_id, project_id, cost_id, MAX(product_yuan) AS product_yuan, MAX(periods) AS periods
    FROM cost_pairs
    GROUP BY document_id, project_id, cost_id
),

-- What each cost explains of the budget: its amount, or quantity times cost. A bonus that could cost more than the budget explains nothing.
explained AS (
    SELECT m.document_id, m.project_id, m.project_no, m.budget_yuan, m.budget_source,
           SUM(CASE WHEN c.role IN ('whole', 'part') THEN c.amount_yuan
                    WHEN c.role = 'period' THEN c.amount_yuan * c.periods
                    WHEN x.product_yuan <= m.most_yuan THEN x.product_yuan ELSE 0 END) AS explained_yuan,
           MIN(CASE WHEN c.role IN ('whole', 'part') THEN c.source END) AS explained_source,
           COUNT(CASE WHEN c.role IN ('whole', 'part') THEN 1 END) AS amounts,
           COUNT(CASE WHEN c.role = 'unclear' OR c.is_lifetime OR c.is_other_money OR (c.role = 'period' AND c.periods IS NULL)
                         OR (c.role = 'unit' AND x.cost_id IS NULL) OR (x.product_yuan > m.most_yuan AND x.periods = 1) THEN 1 END) AS unclear,
           MIN(c.confidence) AS confidence
    FROM money m
    JOIN cost_items c ON c.document_id = m.document_id AND c.project_id = m.project_id
    LEFT JOIN products x ON x.document_id = c.document_id AND x.cost_id = c.indicator_id
    GROUP BY m.document_id, m.project_id, m.project_no, m.budget_yuan, m.budget_source
)

SELECT document_id, project_id, explained_yuan, explained_source, budget_yuan, budget_source,
       ROUND(CAST(explained_yuan AS DOUBLE) * 100 / budget_yuan, 1) AS share_pct, explained_source AS source, confidence
FROM explained
WHERE amounts > 0 AND unclear = 0 AND explained_yuan * 100 < budget_yuan * $explained
ORDER BY document_id, project_no
