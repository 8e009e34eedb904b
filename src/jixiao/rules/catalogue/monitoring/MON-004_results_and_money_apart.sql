-- id:           MON-004
-- severity:     warning
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, monitoring-warnings-2025
-- parameters:   gap = monitoring.dual_gap, pace = monitoring.schedule_gap
-- title.zh:     目标完成与资金支出脱节
-- title.en:     Results and money are apart
-- message.zh:   项目“{name}”1—{month}月目标完成程度{attainment_pct}（{measured_count}个指标可计量），预算执行率{executed_pct}，{what_zh}{apart}个百分点。
-- message.en:   “{name}” until month {month}: targets are reached by {attainment_pct} ({measured_count} indicators can be measured), {executed_pct} of the budget is paid; {what_en} by {apart} points.
-- remedy.zh:    目标落后的，核实支付是否早于进度、预付是否过多；资金落后的，核实是否已完成未支付或有结余，并说明原因和措施。
-- remedy.en:    Where results lag, check whether payments went ahead of progress; where money lags, whether work is unpaid or money is saved. Say why and what is done.
-- not_covered.zh: 表头没有月份的；没有可计量指标或没有金额的；金额只印在汇总清单里的（jixiao monitor 合并两表）；资金落后于目标而与序时进度相符的，只作提示（比率类指标全年都可达标）
-- not_covered.en: headers without a month; no indicator that can be measured, or no money; money that only a list prints (jixiao monitor joins the two); money that is behind results and keeps an even pace is told for information (rates are met all the year)
WITH apart AS (
    SELECT r.document_id, r.project_id, COALESCE(p.name, p.department, p.unit) AS name, r.month, r.attainment_pct, r.measured_count, r.executed_yuan, r.source, p.confidence,
           r.executed_yuan * 100.0 / r.round_budget_yuan AS rate, r.month * 100.0 / 12 AS even, ABS(r.dual_gap_pct) AS gap,
           CASE WHEN r.dual_gap_pct > 0 THEN 'money' ELSE 'results' END AS lagging
    FROM monitoring_rounds r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    WHERE ABS(r.dual_gap_pct) > $gap
)

SELECT document_id, project_id, name, month, ROUND(attainment_pct, 2) AS attainment_pct, measured_count, executed_yuan, source AS executed_source,
       ROUND(rate, 2) AS executed_pct, ROUND(gap, 2) AS apart,
       CASE WHEN lagging = 'results' THEN '目标落后于资金' ELSE '资金落后于目标' END AS what_zh,
       CASE WHEN lagging = 'results' THEN 'results are behind money' ELSE 'money is behind results' END AS what_en,
       CASE WHEN lagging = 'results' OR even - rate > $pace THEN 'warning' ELSE 'info' END AS severity, source, confidence
FROM apart
ORDER BY document_id, project_id;
