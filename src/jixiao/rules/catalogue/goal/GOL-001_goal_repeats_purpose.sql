-- id:           GOL-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- parameters:   likeness = review.text_likeness
-- title.zh:     绩效目标照抄资金用途
-- title.en:     The goal repeats what the money is for
-- message.zh:   绩效目标“{goal}”与资金用途“{purpose}”相同或几乎相同（相似度{likeness_pct}），没有写明资金要达到的效果。
-- message.en:   The goal “{goal}” says the same as the purpose “{purpose}” (likeness {likeness_pct}): it does not tell what the money is to achieve.
-- remedy.zh:    请在绩效目标中写明预期产出和效果（做多少、做到什么程度、谁受益），资金用途只写钱花在哪里。
-- remedy.en:    Let the goal tell what will be achieved (how much, how well, for whom); the purpose only says what is paid for.
-- not_covered.zh: 没有资金用途栏的表样；仅有文字介绍的项目
-- not_covered.en: forms without a field for the purpose; projects described only in prose
SELECT document_id, project_id, goal, goal_source, purpose, purpose_source,
       ROUND(CAST(goal_purpose_likeness * 100 AS DOUBLE), 1) AS likeness_pct,
       goal_source AS source, confidence
FROM projects
WHERE scope = 'project' AND NOT is_described AND goal_purpose_likeness >= $likeness
ORDER BY document_id, project_no;
