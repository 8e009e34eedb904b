-- id:           MON-002
-- severity:     error
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13
-- title.zh:     累计执行数超过全年预算
-- title.en:     More is paid than the budget of the year
-- message.zh:   项目“{name}”已执行{executed_yuan}，超过全年预算{round_budget_yuan}。
-- message.en:   “{name}”: {executed_yuan} is paid, more than the budget of {round_budget_yuan}.
-- remedy.zh:    支出以经批准的预算为限：请核对两个数；预算有调整的，填写调整后的全年预算数。
-- remedy.en:    Spending is limited by the approved budget: check both figures; where the budget was adjusted, give the adjusted one.
-- not_covered.zh: 各资金来源各自是否超支；没有预算数或执行数的
-- not_covered.en: whether one source of the money is overspent; tables without budget or payments
SELECT r.document_id, r.project_id, p.name, r.executed_yuan, r.source AS executed_source, r.round_budget_yuan, r.source AS round_budget_source,
       r.source, p.confidence
FROM monitoring_rounds r
JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
WHERE r.executed_yuan > r.round_budget_yuan
ORDER BY r.document_id, r.project_id;
