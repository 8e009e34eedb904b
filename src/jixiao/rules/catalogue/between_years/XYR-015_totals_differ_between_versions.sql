-- id:           XYR-015
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     同一年度两个版本的表格总数不同
-- title.en:     Two versions of one year have different totals
-- message.zh:   表格中的“{label}”为{budget_yuan}，另一版本《{earlier_file}》为{earlier_yuan}（两个版本共有{changed_count}个总数不同）。
-- message.en:   “{label}” is {budget_yuan} in this document and {earlier_yuan} in the other version “{earlier_file}” ({changed_count} totals differ).
-- remedy.zh:    请核对批复数并改正；预算调整后重新公开的，请注明调整情况并撤下旧版本。
-- remedy.en:    Check the approved figures; where an adjusted budget was published, say so and take the old version down.
-- not_covered.zh: 按印刷精度相同的总数；部门预算与所属单位预算之间；有项目表样的文件中单个项目的金额（XYR-011）
-- not_covered.en: totals that agree at their printed precision; the budget of a department against that of its unit; amounts of single projects (XYR-011)
WITH totals AS (
    SELECT k.document_id, k.metric, k.measure, k.kind, k.label, k.amount_yuan, k.amount_step, k.source,
           ROW_NUMBER() OVER (PARTITION BY k.document_id, k.metric, k.measure ORDER BY k.kind, k.label, k.source) AS place
    FROM key_figures k
    WHERE k.amount_yuan IS NOT NULL AND NOT k.is_blank
          AND k.document_id IN (SELECT document_id FROM document_pairs UNION SELECT earlier_document_id FROM document_pairs)
),

changed AS (
    SELECT d.document_id, d.earlier_document_id, d.earlier_file, n.label, n.amount_yuan AS budget_yuan, n.source, o.amount_yuan AS earlier_yuan,
           o.source AS earlier_source, COUNT(*) OVER (PARTITION BY d.document_id, d.earlier_document_id) AS changed_count,
           ROW_NUMBER() OVER (PARTITION BY d.document_id, d.earlier_document_id ORDER BY CASE n.metric WHEN 'total_expenditure' THEN 0 WHEN 'total_income' THEN 1 ELSE 2 END, n.kind, n.metric) AS rank
    FROM document_pairs d
    JOIN totals n ON n.document_id = d.document_id AND n.place = 1
    JOIN totals o ON o.document_id = d.earlier_document_id AND o.metric = n.metric AND o.measure = n.measure AND o.kind = n.kind AND o.place = 1
    WHERE d.relation = 'version' AND 2 * ABS(n.amount_yuan - o.amount_yuan) > COALESCE(n.amount_step, 0) + COALESCE(o.amount_step, 0)
)

SELECT document_id, label, budget_yuan, source AS budget_source, earlier_document_id, earlier_file, earlier_yuan, earlier_source, changed_count, source
FROM changed
WHERE rank = 1
ORDER BY document_id, earlier_document_id;
