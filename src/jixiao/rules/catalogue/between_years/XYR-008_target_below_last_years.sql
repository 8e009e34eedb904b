-- id:           XYR-008
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, audit-findings, practice
-- yields_to:    XYR-001, XYR-020
-- title.zh:     目标比上年放宽
-- title.en:     A target is looser than last year's
-- message.zh:   指标“{name}”的目标由上年的“{earlier_text}”放宽为“{value_text}”（{how}），没有看到原因。上年的目标见《{earlier_file}》。
-- message.en:   The target of “{name}” was “{earlier_text}” last year and is “{value_text}” now ({how_en}): it was loosened, and no reason is given. Last year's stands in “{earlier_file}”.
-- remedy.zh:    请恢复到不低于上年的水平，或者在指标值依据中说明降低的原因。
-- remedy.en:    Go back to last year's level at least, or give the reason in the basis of the target.
-- not_covered.zh: 预算同比例减少的产出数量；成本指标；换了名称和计量单位的指标；不再设置的指标
-- not_covered.en: outputs that shrink with their money; costs; indicators that changed name and unit; indicators that were dropped

-- The target of last year's own declaration before what its self-evaluation repeats.
WITH declared AS (
    SELECT b.document_id, b.project_id
    FROM project_pairs b
    JOIN document_pairs d ON d.document_id = b.document_id AND d.earlier_document_id = b.earlier_document_id
    WHERE b.state = 'both' AND d.earlier_stage = 'declared' AND d.years_apart = 1
),

looser AS (
    SELECT r.document_id, r.project_id, r.earlier_document_id, d.earlier_file, n.indicator_no, n.name, n.text AS value_text, n.target_source AS value_source,
           o.text AS earlier_text, o.target_source AS earlier_source, r.reason, n.confidence, b.budget_change_pct,
           n.level2_code = 'output.quantity' AS is_output, n.value, o.value AS earlier_value, n.basis
    FROM indicator_pairs r
    JOIN document_pairs d ON d.document_id = r.document_id AND d.earlier_document_id = r.earlier_document_id
    LEFT JOIN declared x ON x.document_id = r.document_id AND x.project_id = r.project_id
    JOIN indicators n ON n.document_id = r.document_id AND n.indicator_id = r.indicator_id
    JOIN indicators o ON o.document_id = r.earlier_document_id AND o.indicator_id = r.earlier_indicator_id
    LEFT JOIN project_pairs b ON b.document_id = r.document_id AND b.project_id = r.project_id AND b.earlier_document_id = r.earlier_document_id
    WHERE r.verdict = 'loosened' AND r.basis IN ('name', 'stem', 'alike') AND d.years_apart = 1
          AND NOT n.is_cost AND (d.earlier_stage = 'declared' OR x.document_id IS NULL)
)

SELECT document_id, project_id, name, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       CASE reason WHEN 'number_to_words' THEN '数字改成了文字' WHEN 'emptied' THEN '目标值没有了' WHEN 'later' THEN '时间推后' WHEN 'frequency' THEN '次数减少'
                   WHEN 'degree' THEN '程度降低' ELSE '要求降低' END AS how,
       CASE reason WHEN 'number_to_words' THEN 'words instead of a number' WHEN 'emptied' THEN 'no value any more' WHEN 'later' THEN 'a later date' WHEN 'frequency' THEN 'less often'
                   WHEN 'degree' THEN 'a lesser degree' ELSE 'it demands less' END AS how_en,
       CASE WHEN reason IN ('later', 'frequency', 'degree') THEN 'info' ELSE 'warning' END AS severity, value_source AS source, confidence
FROM looser
WHERE NOT regexp_matches(COALESCE(basis, ''), '上年|去年|调[减整低]|下调|压减|减少')
      -- Less money buys less.
      AND NOT COALESCE(is_output AND value < earlier_value AND -budget_change_pct * earlier_value >= (earlier_value - value) * 100, FALSE)
ORDER BY document_id, project_id, indicator_no;
