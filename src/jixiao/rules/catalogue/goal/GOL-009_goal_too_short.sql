-- id:           GOL-009
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   shortest = texts.shortest_goal
-- grouped:      yes
-- title.zh:     绩效目标过于简略
-- title.en:     The goal is too short
-- message.zh:   绩效目标只有“{goal}”{goal_length}个字，没有说明做什么、达到什么效果。
-- message.en:   The goal is only “{goal}”, {goal_length} characters: it tells neither what will be done nor what it will achieve.
-- remedy.zh:    请写明主要产出、预期效果和受益对象。
-- remedy.en:    Name the main outputs, the expected effect and who benefits.
-- not_covered.zh: 较长但空泛的目标；没有目标的项目（IND）；仅有文字介绍的项目
-- not_covered.en: goals that are long and vague; projects without a goal (IND); projects described only in prose
SELECT document_id, project_id, goal, goal_source, goal_length, goal_source AS source, confidence
FROM projects
WHERE scope = 'project' AND NOT is_described AND goal_length > 0 AND goal_length < $shortest
ORDER BY document_id, project_no;
