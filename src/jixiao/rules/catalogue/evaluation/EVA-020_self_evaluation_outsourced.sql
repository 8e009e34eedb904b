-- id:           EVA-020
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     自评委托给了外部机构
-- title.en:     The self-evaluation was handed to a firm
-- message.zh:   自评由“{evaluator}”{done_zh}：“{text}”。
-- message.en:   “{evaluator}” {done_en} the self-evaluation: “{text}”.
-- remedy.zh:    自评由实施项目的单位自己开展：请说明委托的内容和费用；第三方可以用于复核和重点评价。
-- remedy.en:    A self-evaluation is made by the unit itself: say what was handed over and what it cost. Firms may check it, or evaluate key projects.
-- not_covered.zh: 委托复核、抽查、培训、协助；重点评价和财政评价；没有写明由谁开展的；表上只盖章的机构
-- not_covered.en: firms that check, train or help; evaluations of key projects and by finance; texts that do not say who made it; firms that only a seal names
SELECT document_id, project_id, evaluator, text, source AS text_source, CASE WHEN is_planned THEN '打算开展' ELSE '开展' END AS done_zh,
       CASE WHEN is_planned THEN 'is to make' ELSE 'made' END AS done_en, CASE WHEN is_planned THEN 'info' ELSE 'warning' END AS severity, source
FROM self_evaluation_statements
WHERE kind = 'outsourced'
ORDER BY document_id, statement_no;
