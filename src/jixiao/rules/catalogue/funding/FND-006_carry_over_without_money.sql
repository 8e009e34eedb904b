-- id:           FND-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#42, practice
-- title.zh:     名为结转的项目没有结转资金
-- title.en:     A project named as carried over has no money carried over
-- message.zh:   项目名称含“结转”，结余结转资金却填为{carryover_yuan}，资金{budget_yuan}列在其他来源。
-- message.en:   The name says that money is carried over, but the money carried over is {carryover_yuan}; {budget_yuan} stand under other sources.
-- remedy.zh:    请核对资金来源：上年结转资金应填在结余结转资金栏；不是结转的，请更正项目名称。
-- remedy.en:    Check the source: last year's money belongs in the cell for money carried over; if it is new money, correct the name.
-- not_covered.zh: 没有结余结转资金栏的表样；结转金额与账面是否相符
-- not_covered.en: forms without a cell for money carried over; whether the amount agrees with the books
WITH carry_cells AS (
    SELECT document_id, project_id, amount_yuan AS carryover_yuan, source AS carryover_source
    FROM funding_lines
    WHERE key = 'carryover' AND horizon = 'year'
)

SELECT p.document_id, p.project_id, p.name, p.name_source, c.carryover_yuan, c.carryover_source, p.budget_yuan, p.budget_source,
       p.name_source AS source, p.confidence
FROM projects p
JOIN carry_cells c ON c.document_id = p.document_id AND c.project_id = p.project_id
WHERE p.scope = 'project' AND p.name LIKE '%结转%' AND p.budget_yuan > 0
      AND COALESCE(c.carryover_yuan, 0) = 0 AND COALESCE(p.unread_amounts, 0) = 0
ORDER BY p.document_id, p.project_id;
