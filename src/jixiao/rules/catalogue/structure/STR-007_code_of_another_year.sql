-- id:           STR-007
-- severity:     warning
-- stage:        review
-- scope:        P
-- applies_from: 2021-01-01
-- legal_basis:  practice
-- title.zh:     项目编码中的年份不是预算年度
-- title.en:     The year in the project code is not the budget year
-- message.zh:   项目编码“{code}”中的年份为{code_year}年，预算年度为{fiscal_year}年。
-- message.en:   The project code “{code}” is of {code_year}, the budget of {fiscal_year}.
-- remedy.zh:    跨年项目或使用上年结转的，请在表样中注明；否则请更换为本年度项目编码。
-- remedy.en:    If the project runs over several years or spends money carried over, say so on the form; otherwise use a code of this year.
-- not_covered.zh: 编码中看不出年份的地区；标明经常性、延续性或多年的项目；年度不明的文件
-- not_covered.en: codes that show no year; projects marked as recurring, continuing or of several years; documents whose year is not known

-- Money carried over is told by the form itself, or by an amount in a row or column of money carried over that equals the budget.
WITH carried AS (
    SELECT DISTINCT p.document_id, p.project_id
    FROM projects p
    JOIN budget_amounts a ON a.document_id = p.document_id AND a.amount_yuan = p.budget_yuan
    WHERE (a.column_role = 'carryover' OR a.line_role = 'carryover') AND p.budget_yuan > 0
)

SELECT p.document_id, p.project_id, p.code, p.code_source, p.code_year, d.fiscal_year, p.code_source AS source, p.confidence,
       CASE WHEN p.code_year < d.fiscal_year AND (p.carryover_yuan > 0 OR c.project_id IS NOT NULL) THEN 'info' ELSE 'warning' END AS severity
FROM projects p
JOIN documents d ON d.document_id = p.document_id
LEFT JOIN carried c ON c.document_id = p.document_id AND c.project_id = p.project_id
WHERE p.code_year <> d.fiscal_year
      AND NOT (
          p.code_year < d.fiscal_year
          AND (COALESCE(p.attribute_class, '') IN ('recurring', 'continuing') OR COALESCE(p.period_years > 1, FALSE) OR COALESCE(p.lifetime_yuan > p.budget_yuan, FALSE))
      )
ORDER BY p.document_id, p.project_id;
