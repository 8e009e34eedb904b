-- id:           TXT-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   tolerance = texts.arithmetic_tolerance
-- title.zh:     文字中的分项金额与预算不符
-- title.en:     The parts of the text do not make the budget
-- message.zh:   “{label}”列出{part_count}项金额，合计{parts_yuan}，与年度资金{budget_yuan}不符（“{parts_text}”等）。
-- message.en:   “{label}” lists {part_count} amounts that make {parts_yuan}, against {budget_yuan} for the year (“{parts_text}” and others).
-- remedy.zh:    请核对分项金额和年度资金；含以前年度或其他资金的，请写明。
-- remedy.en:    Check the parts and the money of the year; where earlier years or other money are included, say so.
-- not_covered.zh: 仅有文字介绍的项目；只列出部分内容的文字（合计小于年度资金而未写合计数）；合同、总投资、欠款、单价；被截断的文字
-- not_covered.en: projects described only in prose; texts that list only some parts (less than the budget, and no total stated); contracts, total investments, debts, prices; texts that are cut off

-- Amounts of one text that are parts of its money: no prices, bounds, contracts, debts or amounts of earlier years.
WITH parts AS (
    SELECT DISTINCT n.document_id, n.project_id, n.field, n.label, n.value, n.value_step, n.noun, n.source
    FROM number_mentions n
    JOIN documents d ON d.document_id = n.document_id
    JOIN projects p ON p.document_id = n.document_id AND p.project_id = n.project_id
    WHERE n.dimension = 'money' AND n.per IS NULL AND n.operator = '=' AND NOT n.is_approximate
          AND n.value <> p.budget_yuan AND (n.year IS NULL OR n.year = d.fiscal_year)
          AND NOT regexp_matches(n.noun, '总|合计|预算|标准|单价|限额|收入')
          AND NOT regexp_matches(COALESCE(n.lead, ''), '共|合计|总计|累计')
),

-- Texts that tell the parts of the year's money and nothing else.
plain_texts AS (
    SELECT document_id, project_id, field, label,
           regexp_matches(text, '(共|共计|合计|总计|总额)[^，。；]{0,6}[0-9]') AS has_total
    FROM texts
    WHERE NOT is_cut_off AND field IN ('purpose', 'narrative', 'goal')
          AND NOT regexp_matches(text, '合同|总投资|概算|累计|已支付|已付|欠|尾款|上年|往年|其中|包括|分期|两年|三年|评审|审定|以上|以下|每[^，。；]{1,8}元')
),

summed AS (
    SELECT a.document_id, a.project_id, a.label, t.has_total, COUNT(*) AS part_count, SUM(a.value) AS parts_yuan,
           SUM(COALESCE(a.value_step, 0)) AS steps, MIN(a.noun) AS parts_text, MIN(a.source) AS parts_text_source
    FROM parts a
    JOIN plain_texts t ON t.document_id = a.document_id AND t.project_id = a.project_id AND t.field = a.field AND t.label = a.label
    GROUP BY a.document_id, a.project_id, a.field, a.label, t.has_total
    HAVING COUNT(*) >= 2
)

SELECT s.document_id, s.project_id, s.label, s.part_count, s.parts_yuan, s.parts_text, s.parts_text_source, p.budget_yuan, p.budget_source,
       s.parts_text_source AS source, p.confidence
FROM summed s
JOIN projects p ON p.document_id = s.document_id AND p.project_id = s.project_id
WHERE p.budget_yuan > 0 AND p.scope = 'project' AND NOT p.is_described
      AND 2 * ABS(s.parts_yuan - p.budget_yuan) > s.steps + COALESCE(p.budget_step, 0)
      AND ABS(s.parts_yuan - p.budget_yuan) * 100 > p.budget_yuan * $tolerance
      AND s.parts_yuan <> COALESCE(p.lifetime_yuan, 0)
      AND (s.parts_yuan > p.budget_yuan OR s.has_total)
ORDER BY s.document_id, p.project_no, s.label;
