-- id:           FND-001
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#46, practice
-- title.zh:     各项资金来源之和不等于年度资金总额
-- title.en:     Sources of money do not add up to the money of the year
-- message.zh:   年度资金总额为{budget_yuan}，{part_count}项资金来源之和为{parts_yuan}，相差{difference_yuan}。
-- message.en:   The money of the year is {budget_yuan}, its {part_count} source(s) add up to {parts_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请逐项核对财政拨款、其他资金、结转资金等来源，更正填错的一项或年度资金总额。
-- remedy.en:    Check each source (fiscal appropriation, other funds, money carried over) and correct the one that is wrong, or the total.
-- not_covered.zh: 金额未读懂的表样；没有分项的表样；年度资金总额空白（FND-009）；自评表上合计行没有金额的（EVA-010）；部门整体绩效目标表；实施期各项资金
-- not_covered.en: forms with an amount that could not be read; forms without sources; a blank total (FND-009, EVA-010 in a self-evaluation); targets of whole departments; the
--   money of the whole period

-- is_component: of several readings of a form, the one that adds up was taken when the facts were made, so a finding adds up in none.
WITH parts AS (
    SELECT document_id, project_id, SUM(amount_yuan) AS parts_yuan, SUM(COALESCE(amount_step, 0)) AS parts_step, COUNT(*) AS part_count
    FROM funding_lines
    WHERE is_component AND amount_yuan IS NOT NULL
    GROUP BY document_id, project_id
),

-- A blank cell may be a source that was forgotten, or one that a scan has lost: then the sum is too small without proof.
blanks AS (
    SELECT document_id, project_id
    FROM funding_lines
    WHERE horizon = 'year' AND key NOT IN ('annual', 'total') AND amount_yuan IS NULL
    GROUP BY document_id, project_id
),

compared AS (
    SELECT p.document_id, p.project_id, p.budget_yuan, p.budget_source, parts.parts_yuan, parts.part_count, p.confidence,
           ABS(p.budget_yuan - parts.parts_yuan) AS difference_yuan,
           COALESCE(p.budget_step, 0) + parts.parts_step AS slack,
           parts.parts_yuan = 0 OR (blanks.project_id IS NOT NULL AND parts.parts_yuan < p.budget_yuan) AS is_incomplete
    FROM projects p
    JOIN parts ON parts.document_id = p.document_id AND parts.project_id = p.project_id
    LEFT JOIN blanks ON blanks.document_id = p.document_id AND blanks.project_id = p.project_id
    LEFT JOIN evaluations e ON e.document_id = p.document_id AND e.project_id = p.project_id
    WHERE p.scope = 'project' AND COALESCE(p.unread_amounts, 0) = 0 AND NOT COALESCE(e.is_total_row_blank, FALSE)
)

SELECT document_id, project_id, budget_yuan, budget_source, parts_yuan, part_count, difference_yuan,
       CASE WHEN is_incomplete THEN 'warning' ELSE 'error' END AS severity,
       budget_source AS source, confidence
FROM compared
WHERE 2 * difference_yuan > slack
ORDER BY document_id, project_id;
