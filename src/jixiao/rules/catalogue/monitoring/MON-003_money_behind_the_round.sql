-- id:           MON-003
-- severity:     warning
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  budget-regulation#60, monitoring-warnings-2025
-- parameters:   april = monitoring.least_rate_april, june = monitoring.least_rate_june, august = monitoring.least_rate_august, october = monitoring.least_rate_october, gap = monitoring.schedule_gap
-- title.zh:     预算执行进度慢
-- title.en:     Money is paid too slowly
-- message.zh:   项目“{name}”1—{month}月执行{executed_yuan}，执行率{executed_pct}，低于{least_pct}，比序时进度慢{behind_pct}。
-- message.en:   “{name}”: {executed_yuan} is paid until month {month}, {executed_pct} of the budget, less than {least_pct}, and {behind_pct} behind an even pace.
-- remedy.zh:    请说明原因，并决定继续执行、调剂还是取消；已完成未支付的，及时支付。
-- remedy.en:    Say why, and decide whether to go on, reallocate or cancel; pay what is done and not yet paid.
-- not_covered.zh: 项目自己的支出计划（jixiao monitor 对照计划）；4月底以前；表头没有月份的
-- not_covered.en: the project's own payment plan (jixiao monitor holds it against that); before the end of April; headers without a month
WITH rates AS (
    SELECT r.document_id, r.project_id, COALESCE(p.name, p.department, p.unit) AS name, p.confidence, r.month, r.executed_yuan, r.source,
           ROUND(r.executed_yuan * 100.0 / r.round_budget_yuan, 2) AS executed_pct, ROUND(r.month * 100.0 / 12, 2) AS even_pct,
           CASE WHEN r.month >= 10 THEN $october WHEN r.month >= 8 THEN $august WHEN r.month >= 6 THEN $june WHEN r.month >= 4 THEN $april END AS least_pct
    FROM monitoring_rounds r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    WHERE r.round_budget_yuan > 0
)

SELECT document_id, project_id, name, month, executed_yuan, source AS executed_source, executed_pct, least_pct, even_pct - executed_pct AS behind_pct,
       source, confidence
FROM rates
WHERE executed_pct < least_pct AND even_pct - executed_pct >= $gap
ORDER BY document_id, project_id;
