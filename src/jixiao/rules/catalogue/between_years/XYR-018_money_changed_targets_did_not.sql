-- id:           XYR-018
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, practice
-- parameters:   change = comparison.budget_change, least = comparison.small_change, share = comparison.same_targets, fewest = comparison.fewest_targets
-- title.zh:     预算变化较大，指标值却与上年相同
-- title.en:     Much other money, and the same targets
-- message.zh:   预算由上年的{earlier_yuan}变为{budget_yuan}（{change_pct}），{indicator_count}个指标中有{kept_count}个的指标值与上年相同。上年数见《{earlier_file}》。
-- message.en:   The budget went from {earlier_yuan} to {budget_yuan} ({change_pct}), while {kept_count} of {indicator_count} targets are those of last year. Last year's figure is that of “{earlier_file}”.
-- remedy.zh:    请按预算重新测算指标值，特别是数量和成本指标；单价变化引起的，请说明。
-- remedy.en:    Work the targets out anew from the money, above all quantities and costs; where only prices changed, say so.
-- not_covered.zh: 数量或成本指标随预算变化的；指标较少的项目；变化不大的预算
-- not_covered.en: projects whose quantities or costs follow the money; projects of few indicators; small changes
SELECT p.document_id, p.project_id, n.budget_yuan, n.budget_source, o.budget_yuan AS earlier_yuan, o.budget_source AS earlier_source, p.earlier_document_id,
       d.earlier_file, p.budget_change_pct AS change_pct, p.indicator_count, p.same_count + p.reworded_count AS kept_count, n.budget_source AS source, n.confidence
FROM project_pairs p
JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
WHERE d.earlier_stage = 'declared' AND d.years_apart = 1 AND p.indicator_count >= $fewest
      AND p.same_count + p.reworded_count >= $share * GREATEST(p.indicator_count, p.earlier_indicator_count)
      AND ABS(p.budget_change_pct) > $change AND ABS(n.budget_yuan - o.budget_yuan) >= $least
ORDER BY p.document_id, n.project_no;
