-- id:           NAR-027
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     比较的年度不是上年
-- title.en:     Compared with a year that is not the one before
-- message.zh:   “{change_text}”是与{base_year}年比较，本文件为{fiscal_year}年度，通常应与{year_before}年比较（文中其他{usual}处如此），请核对年份。
-- message.en:   “{change_text}” compares with {base_year}; this document is of {fiscal_year} and should compare with {year_before} (as it does in {usual} other place(s)).
-- remedy.zh:    请核对比较年度；确需与其他年度比较的，说明理由。
-- remedy.en:    Check the year; if another year is meant, say why.
-- not_covered.zh: 没有写明年份的比较；整节属于其他年度的（NAR-002）
-- not_covered.en: comparisons that print no year; sections of another year (NAR-002)
WITH compared AS (
    SELECT comparisons.document_id, comparisons.comparison_id, comparisons.text, comparisons.subject, comparisons.base_year, comparisons.source,
           documents.fiscal_year, documents.fiscal_year - 1 AS year_before
    FROM comparisons
    JOIN documents ON documents.document_id = comparisons.document_id
    WHERE comparisons.kind = 'change' AND comparisons.is_base_year_stated AND comparisons.year = documents.fiscal_year AND NOT comparisons.within_reason
      -- accounts are set against the budget of the same year as well
      AND NOT (comparisons.base_year = documents.fiscal_year AND (comparisons.measure = 'final' OR COALESCE(comparisons.base_measure, '') IN ('initial', 'adjusted')))
      -- duties, performance and single projects may look back further
      AND comparisons.topic IN ('overview', 'income', 'expenditure', 'fiscal', 'general', 'fund', 'state_capital', 'basic', 'three_public', 'operating', 'procurement')
), others AS (  -- what the document compares with elsewhere
    SELECT document_id, COUNT(*) AS usual FROM compared WHERE base_year = year_before GROUP BY document_id
)
SELECT compared.document_id, compared.text AS change_text, compared.base_year, compared.fiscal_year, compared.year_before, COALESCE(others.usual, 0) AS usual,
       compared.source AS change_source, compared.source
FROM compared
LEFT JOIN others ON others.document_id = compared.document_id
WHERE compared.base_year <> compared.year_before
ORDER BY compared.document_id, compared.comparison_id
