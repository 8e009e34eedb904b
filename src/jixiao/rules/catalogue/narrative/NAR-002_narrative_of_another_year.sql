-- id:           NAR-002
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14, practice
-- title.zh:     说明是其他年度的
-- title.en:     The narrative belongs to another year
-- message.zh:   《{heading}》写的是{stated_year}年的情况（“{claim_text}”等{figures}个数字），而本文件公开的是{fiscal_year}年度，请核对是否沿用了上年的文字。
-- message.en:   “{heading}” tells of {stated_year} (“{claim_text}”; {figures} figure(s)), while this document is of {fiscal_year}. Was the text of another year kept?
-- remedy.zh:    请按本年度批复数重写该节，年份、金额、增减额一并更新。
-- remedy.en:    Write the section again from the approved figures of the year: years, amounts and changes.
-- not_covered.zh: 同一节内本年与他年混写而金额不是本年数的；只有标题年份有误（NAR-030）；比较年度有误（NAR-027）
-- not_covered.en: sections that mix the year with others, unless the figure is that of the year; a heading alone (NAR-030); the year compared with (NAR-027)
WITH stated AS (  -- figures of the document itself for which the paragraph prints a year
    SELECT claims.document_id, claims.section_id, claims.metric, claims.measure, claims.year, claims.text, claims.amount_yuan, claims.claim_id,
           claims.position, claims.source, documents.fiscal_year
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.metric IS NOT NULL AND claims.amount_yuan IS NOT NULL AND claims.is_year_stated AND NOT claims.is_base AND NOT claims.is_as_of
      AND documents.fiscal_year IS NOT NULL AND claims.year IS NOT NULL
      AND (claims.measure IS DISTINCT FROM 'final' OR documents.is_final_accounts)  -- a budget may tell how the last one was spent
      AND claims.topic IN ('overview', 'income', 'expenditure', 'fiscal', 'general', 'fund', 'state_capital', 'basic', 'three_public', 'operating', 'procurement')
), of_the_year AS (  -- what the document tells of its own year, wherever
    SELECT DISTINCT document_id, metric FROM stated WHERE year = fiscal_year
), of_the_same_money AS (  -- a figure of the year that a section tells for another one: a table or another section tells it, this one does not
    SELECT DISTINCT stated.document_id, stated.claim_id
    FROM stated
    LEFT JOIN stated AS elsewhere ON elsewhere.document_id = stated.document_id AND elsewhere.section_id <> stated.section_id
        AND elsewhere.metric = stated.metric AND elsewhere.year = elsewhere.fiscal_year AND elsewhere.amount_yuan = stated.amount_yuan
    LEFT JOIN key_figures ON key_figures.document_id = stated.document_id AND key_figures.metric = stated.metric
        AND key_figures.amount_yuan = stated.amount_yuan
    LEFT JOIN stated AS here ON here.document_id = stated.document_id AND here.section_id = stated.section_id
        AND here.metric = stated.metric AND here.year = here.fiscal_year
        AND ((here.amount_yuan <> stated.amount_yuan AND here.measure IS NOT DISTINCT FROM stated.measure) OR stated.metric NOT IN ('general', 'fiscal_income', 'fiscal_expenditure', 'total_income',
             'total_expenditure', 'current_income', 'current_expenditure', 'basic', 'project'))  -- small items may be the same in two years
    WHERE stated.year <> stated.fiscal_year AND stated.amount_yuan > 0 AND here.claim_id IS NULL
      AND (elsewhere.claim_id IS NOT NULL OR key_figures.metric IS NOT NULL)
), section_years AS (
    SELECT document_id, section_id, COUNT(CASE WHEN year = fiscal_year THEN 1 END) AS right_ones
    FROM stated
    GROUP BY document_id, section_id
), stale AS (  -- a section that tells only of another year, figures that no other place tells for the year itself; figures of the year with another year before them
    SELECT stated.*, sections.heading, sections.section_no,
           CASE WHEN above.level >= 2 THEN above.section_id ELSE sections.section_id END AS whole_id
    FROM stated
    JOIN section_years ON section_years.document_id = stated.document_id AND section_years.section_id = stated.section_id
    JOIN sections ON sections.document_id = stated.document_id AND sections.section_id = stated.section_id
    LEFT JOIN sections AS above ON above.document_id = sections.document_id AND above.section_id = sections.parent_id
    LEFT JOIN of_the_year ON of_the_year.document_id = stated.document_id AND of_the_year.metric = stated.metric
    LEFT JOIN of_the_same_money ON of_the_same_money.document_id = stated.document_id AND of_the_same_money.claim_id = stated.claim_id
    WHERE (section_years.right_ones = 0 AND of_the_year.metric IS NULL) OR of_the_same_money.claim_id IS NOT NULL
), counted AS (
    SELECT document_id, whole_id, COUNT(*) AS figures FROM stale GROUP BY document_id, whole_id
), first_figure AS (
    SELECT stale.*, ROW_NUMBER() OVER (PARTITION BY document_id, whole_id ORDER BY section_no, position) AS place FROM stale
)
SELECT first_figure.document_id, sections.heading, first_figure.text AS claim_text, first_figure.year AS stated_year, first_figure.fiscal_year,
       first_figure.amount_yuan, counted.figures, first_figure.source AS amount_source, first_figure.source
FROM first_figure
JOIN counted ON counted.document_id = first_figure.document_id AND counted.whole_id = first_figure.whole_id
JOIN sections ON sections.document_id = first_figure.document_id AND sections.section_id = first_figure.whole_id
WHERE first_figure.place = 1
ORDER BY first_figure.document_id, first_figure.whole_id
