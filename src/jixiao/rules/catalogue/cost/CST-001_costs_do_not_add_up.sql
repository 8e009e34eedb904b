-- id:           CST-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   tolerance = review.cost_tolerance, explained = costs.explained_share
-- title.zh:     成本指标合计与预算不符
-- title.en:     Costs do not add up to the budget
-- message.zh:   {items}项成本指标合计{total_yuan}，年度预算为{budget_yuan}，相差{gap_yuan}。
-- message.en:   The {items} costs add up to {total_yuan}, the budget of the year is {budget_yuan}: {gap_yuan} apart.
-- remedy.zh:    请核对各项成本与预算明细；成本指标只反映部分支出的，请补列其余部分，或说明差额。
-- remedy.en:    Check the costs against the details of the budget; where they cover a part only, add the rest or explain the gap.
-- not_covered.zh: 单项成本超过预算（CST-002）；合计不足预算九成（CST-002b）；含单位成本或没有金额的成本指标时合计偏小
-- not_covered.en: one cost above the budget (CST-002); costs that explain too little of it (CST-002b); sums below the budget where some costs are for one of something or no money

-- The most money that the form states: of the year, of the whole project, or of one of its sources.
WITH money AS (
    SELECT p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source,
           GREATEST(p.budget_yuan, p.lifetime_yuan, MAX(f.amount_yuan)) AS most_yuan
    FROM projects p
    LEFT JOIN funding_lines f ON f.document_id = p.document_id AND f.project_id = p.project_id
    WHERE p.scope = 'project' AND p.budget_yuan > 0
    GROUP BY p.document_id, p.project_id, p.project_no, p.budget_yuan, p.budget_step, p.budget_source, p.lifetime_yuan
),

amounts AS (
    SELECT document_id, project_id, COUNT(*) AS items, SUM(amount_yuan) AS total_yuan, MAX(amount_yuan) AS largest_yuan,
           SUM(CASE WHEN operator = '=' THEN COALESCE(amount_step, 0) ELSE 0 END) AS steps, BOOL_AND(operator = '=') AS is_exact,
           BOOL_OR(role = 'whole') AS has_whole, MIN(source) AS total_source, MIN(confidence) AS confidence
    FROM cost_items
    WHERE role IN ('whole', 'part') AND NOT is_lifetime AND NOT is_other_money
    GROUP BY document_id, project_id
),

-- All that the form declares as cost, with money or without.
declared AS (
    SELECT document_id, project_id, COUNT(*) AS costs
    FROM indicators
    WHERE is_cost AND NOT is_placeholder
    GROUP BY document_id, project_id
),

compared AS (
    SELECT m.document_id, m.project_id, m.project_no, a.items, a.total_yuan, a.total_source, m.budget_yuan, m.budget_source,
           ABS(a.total_yuan - m.budget_yuan) AS gap_yuan, a.is_exact, a.confidence,
           -- Too much: more than any money of the form, and not because a total stands beside its parts.
           a.items > 1 AND NOT a.has_whole AND a.largest_yuan <> m.budget_yuan AND 2 * a.largest_yuan <> a.total_yuan
               AND (a.total_yuan - m.most_yuan) * 100 > m.most_yuan * $tolerance
               AND a.largest_yuan * 100 <= m.most_yuan * (100 + $tolerance) AS is_above,
           -- Too little: the costs are exact and nothing else is declared as cost.
           a.is_exact AND a.items = d.costs AND (m.budget_yuan - a.total_yuan) * 100 > m.budget_yuan * $tolerance
               AND a.total_yuan * 100 >= m.budget_yuan * $explained AS is_below,
           2 * ABS(a.total_yuan - m.budget_yuan) > a.steps + COALESCE(m.budget_step, 0) AS is_beyond_print
    FROM money m
    JOIN amounts a ON a.document_id = m.document_id AND a.project_id = m.project_id
    JOIN declared d ON d.document_id = m.document_id AND d.project_id = m.project_id
)

SELECT document_id, project_id, items, total_yuan, total_source, budget_yuan, budget_source, gap_yuan,
       CASE WHEN is_above AND is_exact THEN 'error' ELSE 'warning' END AS severity, total_source AS source, confidence
FROM compared
WHERE is_beyond_print AND (is_above OR is_below)
ORDER BY document_id, project_no
