-- id:           XYR-020
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, audit-findings, practice
-- parameters:   tolerance = comparison.below_last_actual
-- title.zh:     目标低于表中所列的上年实际值
-- title.en:     A target below last year's value in the same form
-- message.zh:   指标“{name}”本年目标为“{value_text}”，同一行所列上年实际值为“{last_text}”，目标定得过低。
-- message.en:   The target of “{name}” is “{value_text}”; last year's value in the same row is “{last_text}”: it demands less than what was done.
-- remedy.zh:    请参照上年实际值重新测算目标值；确需降低的，请在依据一栏说明原因。
-- remedy.en:    Set the target by last year's value; where it has to be lower, say why in the basis.
-- not_covered.zh: 没有上年值一栏的表样（XYR-001看上年的自评）；产出数量（随预算变化）；成本指标；上年值没有写成数字或单位不同的
-- not_covered.en: forms without such a column (XYR-001 looks at last year's self-evaluation); outputs, which follow their money; costs; values that are no number or in another unit
SELECT i.document_id, i.project_id, i.name, i.text AS value_text, i.target_source AS value_source, r.text AS last_text, r.source AS last_source,
       i.target_source AS source, i.confidence
FROM indicator_results r
JOIN indicators i ON i.document_id = r.document_id AND i.indicator_id = r.indicator_id
WHERE r.result = 'last_actual' AND NOT i.is_placeholder AND NOT i.is_cost AND i.kind = 'numeric' AND r.value > 0 AND i.unit = r.unit
      AND COALESCE(i.level2_code, '') <> 'output.quantity'
      AND ((i.operator IN ('≥', '>') OR i.operator = '=' AND i.polarity = 'positive') AND (r.value - i.value) * 100 > r.value * $tolerance
           OR i.operator IN ('≤', '<') AND (i.polarity = 'negative' OR i.is_better_few OR i.is_bad_thing) AND (i.value - r.value) * 100 > r.value * $tolerance)
ORDER BY i.document_id, i.project_id, i.indicator_no, r.source;
