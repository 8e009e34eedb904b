-- id:           TAB-008
-- severity:     error
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#14
-- yields_to:    TAB-002, TAB-003
-- title.zh:     机关运行经费与公用经费不符
-- title.en:     Operating expenses differ from the operating column of basic expenditure
-- message.zh:   机关运行经费表为{stated_yuan}，基本支出表的公用经费为{operating_yuan}，相差{difference_yuan}。
-- message.en:   Operating expenses of agencies are {stated_yuan}; basic expenditure prints {operating_yuan} of operating expenses: a difference of {difference_yuan}.
-- remedy.zh:    请核对两者口径；如含事业单位公用经费，请说明机关运行经费只包括哪些单位。
-- remedy.en:    Check what each of them covers; where institutions are included, say whose expenses they are.
-- not_covered.zh: 说明文字中的机关运行经费（NAR-001）；含事业单位而较小的机关运行经费
-- not_covered.en: operating expenses stated in the narrative (NAR-001); smaller ones where institutions are included
WITH institution AS (  -- 机关运行经费 covers administrative units only: with an institution among them it is a part of all operating expenses
    SELECT document_id FROM agencies WHERE nature = 'institution' GROUP BY document_id
    UNION
    SELECT document_id FROM budget_lines WHERE name = '事业运行' GROUP BY document_id
    UNION
    SELECT document_id FROM sections WHERE topic = 'organisation' AND regexp_matches(text, '事业单位[1-9一二三四五六七八九十]|下属.{0,12}事业') GROUP BY document_id
), operating AS (
    SELECT document_id, amount_yuan, COALESCE(amount_step, 0) AS step, source
    FROM key_figures
    WHERE metric = 'operating' AND kind IN ('T06_basic_econ', 'FA06_basic_econ')
), stated AS (
    SELECT document_id, amount_yuan, COALESCE(amount_step, 0) AS step, source FROM key_figures WHERE metric = 'agency_operating'
)
SELECT stated.document_id, stated.amount_yuan AS stated_yuan, stated.source AS stated_source,
       operating.amount_yuan AS operating_yuan, operating.source AS operating_source,
       ABS(stated.amount_yuan - operating.amount_yuan) AS difference_yuan,
       CASE WHEN institution.document_id IS NULL THEN 'error' ELSE 'warning' END AS severity,
       stated.source
FROM stated
JOIN operating ON operating.document_id = stated.document_id
LEFT JOIN institution ON institution.document_id = stated.document_id
WHERE 2 * ABS(stated.amount_yuan - operating.amount_yuan) > stated.step + operating.step
  AND (institution.document_id IS NULL OR stated.amount_yuan > operating.amount_yuan)
ORDER BY stated.document_id
