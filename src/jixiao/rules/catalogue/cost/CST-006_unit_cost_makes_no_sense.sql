-- id:           CST-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#37, practice
-- parameters:   printed_copy = costs.printed_copy, monthly_wage = costs.monthly_wage
-- title.zh:     单位成本不合常理
-- title.en:     A cost for one that makes no sense
-- message.zh:   按“{quantity_name}”{quantity_text}和年度预算{budget_yuan}计算，{what_zh}为{each_yuan}，不合常理。
-- message.en:   With “{quantity_name}” {quantity_text} and the budget of {budget_yuan}, {what_en} comes to {each_yuan}, which makes no sense.
-- remedy.zh:    请核对数量与预算；数量只是其中一部分的，请补列其余数量。
-- remedy.en:    Check quantity and budget; where the quantity is a part only, add the others.
-- not_covered.zh: 与行业、地区标准的比较（缺少有来源的标准）；有几个数量指标的项目；公用经费、补助、奖励等只付一部分的
-- not_covered.en: comparison with benchmarks of the trade or region, for want of a sourced list; projects with several quantities; running costs, allowances and bonuses that pay only a part

-- The only quantity of its project that is counted.
WITH counted AS (
    SELECT document_id, project_id, COUNT(*) AS quantities
    FROM indicators
    WHERE level2_code = 'output.quantity' AND kind = 'numeric' AND dimension IN ('count', 'people', 'area', 'length') AND NOT is_placeholder
    GROUP BY document_id, project_id
),

single AS (
    SELECT p.document_id, p.project_id, p.project_no, p.name AS project_name, CONCAT(p.name, COALESCE(p.goal, ''), COALESCE(p.purpose, '')) AS about,
           p.budget_yuan, p.budget_source, i.name AS quantity_name, i.text AS quantity_text, i.target_source AS quantity_text_source,
           CONCAT(i.name, COALESCE(i.description, '')) AS words, i.value, i.unit, i.confidence
    FROM projects p
    JOIN counted c ON c.document_id = p.document_id AND c.project_id = p.project_id AND c.quantities = 1
    JOIN indicators i ON i.document_id = p.document_id AND i.project_id = p.project_id
    WHERE p.scope = 'project' AND p.budget_yuan > 0 AND i.level2_code = 'output.quantity' AND i.kind = 'numeric' AND i.per IS NULL
          AND i.dimension IN ('count', 'people', 'area', 'length') AND NOT i.is_placeholder AND i.value > 0
),

absurd AS (
    SELECT *, '每份印刷品的成本' AS what_zh, 'the cost of a printed copy' AS what_en, ROUND(budget_yuan / value, 2) AS each_yuan
    FROM single
    WHERE unit IN ('份', '册', '本', '张') AND regexp_matches(words, '印刷|印制|印发|册数') AND regexp_matches(project_name, '印刷|印制|资料|宣传品')
          AND budget_yuan > value * $printed_copy
    UNION ALL
    SELECT *, '每人每月工资', 'the monthly wage of a person', ROUND(budget_yuan / (value * 12), 2)
    FROM single
    WHERE unit IN ('人', '名', '位') AND regexp_matches(words, '工资|薪酬|劳动报酬')
          AND NOT regexp_matches(CONCAT(about, words), '公用经费|补助|补贴|津贴|奖|慰问|差额|部分|加班|季节|临时|按天|小时工|个月|培训')
          AND budget_yuan < value * 12 * $monthly_wage
)

SELECT document_id, project_id, quantity_name, quantity_text, quantity_text_source, budget_yuan, budget_source, what_zh, what_en, each_yuan,
       quantity_text_source AS source, confidence
FROM absurd
ORDER BY document_id, project_no, what_en
