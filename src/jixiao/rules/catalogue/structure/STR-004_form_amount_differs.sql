-- id:           STR-004
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     绩效目标表金额与项目支出表不一致
-- title.en:     The amount of a form differs from the list of projects
-- message.zh:   绩效目标表的年度资金为{budget_yuan}，项目支出表为{listed_yuan}。
-- message.en:   The form has {budget_yuan} for the year, the list of projects {listed_yuan}.
-- remedy.zh:    请与批复数核对，更正其中一处；绩效目标表含上年结转或非财政资金的，请在说明中写明口径。
-- remedy.en:    Compare with the approved amount and correct one; where the form includes money carried over or other funds, say so.
-- not_covered.zh: 名称对不上的项目（STR-003）；金额未读懂的表样
-- not_covered.en: projects whose names do not match (STR-003); forms with an amount that could not be read

-- A project may stand on several rows, one for each function: their sum counts as well.
WITH listed AS (
    SELECT l.document_id, l.project_id, l.amount_yuan AS listed_yuan, COALESCE(l.amount_step, 0) AS listed_step, l.source AS listed_source,
           l.amount_yuan + COALESCE(SUM(o.amount_yuan), 0) AS all_yuan, COALESCE(l.amount_step, 0) + COALESCE(SUM(o.amount_step), 0) AS all_step
    FROM project_list l
    LEFT JOIN project_list o
        ON o.document_id = l.document_id AND o.kind = l.kind AND o.name_key = l.name_key AND o.project_id IS NULL
    WHERE l.kind = 'T12_projects'
    GROUP BY l.document_id, l.project_id, l.amount_yuan, l.amount_step, l.source
),

carried AS (
    SELECT document_id, project_id, SUM(amount_yuan) AS carried_yuan, SUM(amount_step) AS carried_step
    FROM project_list
    WHERE kind = 'T13_projects_carry'
    GROUP BY document_id, project_id
)

SELECT p.document_id, p.project_id, p.budget_yuan, p.budget_source, l.listed_yuan, l.listed_source, p.budget_source AS source, p.confidence
FROM projects p
JOIN listed l ON l.document_id = p.document_id AND l.project_id = p.project_id
LEFT JOIN carried c ON c.document_id = p.document_id AND c.project_id = p.project_id
WHERE COALESCE(p.unread_amounts, 0) = 0
      AND 2 * ABS(p.budget_yuan - l.listed_yuan) > COALESCE(p.budget_step, 0) + l.listed_step
      AND 2 * ABS(p.budget_yuan - l.all_yuan) > COALESCE(p.budget_step, 0) + l.all_step
      -- with money carried over on either side
      AND 2 * ABS(p.budget_yuan - l.all_yuan - COALESCE(c.carried_yuan, 0)) > COALESCE(p.budget_step, 0) + l.all_step + COALESCE(c.carried_step, 0)
      AND 2 * ABS(p.budget_yuan - COALESCE(p.carryover_yuan, 0) - l.all_yuan) > COALESCE(p.budget_step, 0) + l.all_step
ORDER BY p.document_id, p.project_id;
