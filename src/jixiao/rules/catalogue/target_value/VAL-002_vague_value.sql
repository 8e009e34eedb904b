-- id:           VAL-002
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- grouped:      yes
-- title.zh:     指标值含糊
-- title.en:     A vague target
-- message.zh:   “{name}”的指标值是“{value_text}”，没有程度和标准；本项目这样的指标共{vague_count}项。
-- message.en:   The target of “{name}” is “{value_text}”, without degree or standard; the project has {vague_count} such target(s).
-- remedy.zh:    请改为数值，或写明达到什么程度、如何评判。
-- remedy.en:    Give a number, or say to what degree and how it is judged.
-- not_covered.zh: 与上年比较的指标值；没有方向的“改变”（VAL-004）；重复名称的指标值（VAL-003）；方向相反的（VAL-005）；满意度（IND-017）
-- not_covered.en: targets against last year; “change” without direction (VAL-004); targets that repeat the name (VAL-003) or contradict it (VAL-005); satisfaction (IND-017)
WITH vague AS (
    SELECT document_id, project_id, name, text, target_source, confidence, indicator_no,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS vague_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder
      AND kind = 'qualitative' AND level <= 1 AND direction IS DISTINCT FROM 'change' AND direction IS DISTINCT FROM 'none'
      AND COALESCE(issues, '') NOT LIKE '%;tautology;%'
      AND NOT (wanted_direction IS NOT NULL AND direction IN ('increase', 'decrease') AND direction <> wanted_direction)
)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, vague_count, confidence, target_source AS source
FROM vague
WHERE place = 1
ORDER BY document_id, project_id
