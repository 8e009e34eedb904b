-- id:           XYR-019
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     所写的上年数与上年公开的不同
-- title.en:     Last year's figure is not what last year's document says
-- message.zh:   文字说明“{base_text}”所用的上年数为{base_yuan}，上年公开的文件《{earlier_file}》中“{label}”为{earlier_yuan}。
-- message.en:   “{base_text}” compares with {base_yuan} of last year; the document of last year, “{earlier_file}”, has {earlier_yuan} for “{label}”.
-- remedy.zh:    请核对上年预算（决算）数；机构调整、口径变化使上年数不可比的，请在说明中写明。
-- remedy.en:    Check last year's figure; where it was restated for a reorganisation, say so in the narrative.
-- not_covered.zh: 没有写出上年数的比较；与上年决算、调整预算的比较；按印刷精度相同的数
-- not_covered.en: comparisons that do not print last year's figure; comparisons with final accounts or adjusted budgets; figures that agree as printed
WITH totals AS (
    SELECT k.document_id, k.metric, k.measure, k.label, k.amount_yuan, k.amount_step, k.source,
           ROW_NUMBER() OVER (PARTITION BY k.document_id, k.metric, k.measure ORDER BY k.kind, k.label, k.source) AS place
    FROM key_figures k
    WHERE k.amount_yuan IS NOT NULL AND NOT k.is_blank AND k.document_id IN (SELECT earlier_document_id FROM document_pairs)
),

compared AS (
    SELECT c.document_id, c.comparison_id, c.text AS base_text, c.base_yuan, c.base_step, c.source AS base_source, c.metric,
           COALESCE(CASE c.base_measure WHEN 'initial' THEN 'budget' ELSE c.base_measure END, c.measure) AS measure, c.base_year
    FROM comparisons c
    WHERE c.kind = 'change'
),

differing AS (
    SELECT c.document_id, c.comparison_id, c.base_text, c.base_yuan, c.base_source, d.earlier_document_id, d.earlier_file, t.label, t.amount_yuan AS earlier_yuan,
           t.source AS earlier_source, ROW_NUMBER() OVER (PARTITION BY c.document_id, c.metric ORDER BY c.comparison_id) AS place
    FROM compared c
    JOIN documents n ON n.document_id = c.document_id
    JOIN document_pairs d ON d.document_id = c.document_id AND d.years_apart = 1
    JOIN totals t ON t.document_id = d.earlier_document_id AND t.metric = c.metric AND t.measure = c.measure AND t.place = 1
    WHERE COALESCE(c.base_year, n.fiscal_year - 1) = n.fiscal_year - 1
          AND 2 * ABS(c.base_yuan - t.amount_yuan) > COALESCE(c.base_step, 0) + COALESCE(t.amount_step, 0)
)

SELECT document_id, base_text, base_yuan, base_source, earlier_document_id, earlier_file, label, earlier_yuan, earlier_source, base_source AS source
FROM differing
WHERE place = 1
ORDER BY document_id, comparison_id;
