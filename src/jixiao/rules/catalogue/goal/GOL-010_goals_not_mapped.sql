-- id:           GOL-010
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     多个分目标没有与指标对应
-- title.en:     Several goals are not mapped to indicators
-- message.zh:   绩效目标分{goal_count}项，但指标没有标明对应哪一项目标。
-- message.en:   The goal has {goal_count} parts, and no indicator says which of them it measures.
-- remedy.zh:    请在指标名称或备注中标明所对应的目标序号，并检查每项目标都有指标。
-- remedy.en:    Mark with each indicator the goal that it measures, and see that every goal has one.
-- not_covered.zh: 只有一项目标的；指标表按目标分段的表样
-- not_covered.en: single goals; forms whose indicators stand under each goal
SELECT p.document_id, p.project_id, p.goal_count, p.goal_source AS goal_count_source, p.goal_source AS source, p.confidence
FROM projects p
WHERE p.scope = 'project' AND NOT p.is_described AND p.goal_count >= 2 AND p.indicator_count > 0
      AND NOT EXISTS (
          SELECT 1 FROM indicators i
          WHERE i.document_id = p.document_id AND i.project_id = p.project_id
                AND (regexp_matches(i.name, '目标[ ]*[0-9一二三四五六七八九]') OR regexp_matches(COALESCE(i.description, ''), '目标[ ]*[0-9一二三四五六七八九]'))
      )
ORDER BY p.document_id, p.project_no;
