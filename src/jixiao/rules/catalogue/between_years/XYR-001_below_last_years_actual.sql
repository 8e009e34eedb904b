-- id:           XYR-001
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, audit-findings, practice
-- parameters:   tolerance = comparison.below_last_actual
-- yields_to:    XYR-020
-- title.zh:     目标低于上年实际完成值
-- title.en:     A target below what last year achieved
-- message.zh:   指标“{name}”本年目标为“{value_text}”，上年实际已完成“{earlier_text}”（《{earlier_file}》），目标定得过低。
-- message.en:   The target of “{name}” is “{value_text}”, while last year achieved “{earlier_text}” (“{earlier_file}”): it demands less than what was done.
-- remedy.zh:    请参照上年完成情况重新测算目标值；确需降低的，请说明原因（任务减少、资金压减、政策变化等）。
-- remedy.en:    Set the target by what last year achieved; where it has to be lower, say why (less work, less money, a new policy).
-- not_covered.zh: 预算同比例减少的产出数量；成本指标；自评没有写成数字的；单位不同的；本表自己印有上年值的（XYR-020）
-- not_covered.en: outputs that shrink with their money; costs; results that are no number, or in another unit; forms that print last year's value themselves (XYR-020)
WITH compared AS (
    SELECT i.document_id, i.project_id, i.indicator_no, i.name, i.text AS value_text, i.target_source AS value_source, i.confidence,
           r.document_id AS earlier_document_id, d.earlier_file, r.text AS earlier_text, r.source AS earlier_source, b.budget_change_pct,
           (r.value - i.value) * 100 AS short, (i.value - r.value) * 100 AS over, r.value AS actual,
           i.operator IN ('≥', '>') OR i.operator = '=' AND (i.polarity = 'positive' OR i.level2_code = 'output.quantity') AS wants_more,
           i.operator IN ('≤', '<') AND (i.polarity = 'negative' OR i.is_better_few OR i.is_bad_thing) AS wants_less,
           COALESCE(i.level2_code, '') = 'output.quantity' AS is_output
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN indicator_results r ON r.document_id = p.earlier_document_id AND r.indicator_id = p.earlier_indicator_id
    JOIN indicators i ON i.document_id = p.document_id AND i.indicator_id = p.indicator_id
    LEFT JOIN project_pairs b ON b.document_id = p.document_id AND b.project_id = p.project_id AND b.earlier_document_id = p.earlier_document_id
    WHERE d.years_apart = 1 AND r.result = 'actual' AND NOT i.is_placeholder AND NOT i.is_cost AND i.kind = 'numeric' AND r.value > 0 AND i.unit = r.unit
)

SELECT document_id, project_id, name, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       value_source AS source, confidence
FROM compared
WHERE wants_more AND short > actual * $tolerance AND NOT (is_output AND budget_change_pct IS NOT NULL AND -budget_change_pct * actual >= short)
      OR wants_less AND over > actual * $tolerance
ORDER BY document_id, project_id, indicator_no, earlier_document_id;
