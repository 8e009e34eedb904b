-- id:           VAL-002
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   vague_level = targets.vague_level
-- grouped:      yes
-- title.zh:     指标值空泛
-- title.en:     A vague value
-- message.zh:   {indicators}项指标的值空泛且没有评分标准，如“{name}”写“{value_text}”。
-- message.en:   {indicators} indicator(s) have a vague value and no scoring standard, such as “{name}”: “{value_text}”.
-- remedy.zh:    请改为可衡量的数值；确需定性的，请写明分档标准和佐证材料。
-- remedy.en:    Give a number; where it must stay in words, say what earns which score and what proves it.
-- not_covered.zh: 有评分标准的定性指标；满意度（IND-017）；没有方向的（VAL-004）；与名称相反（VAL-005）或重复名称（VAL-003）的
-- not_covered.en: wordings with a scoring standard; satisfaction (IND-017); no direction (VAL-004); against the name (VAL-005) or repeating it (VAL-003)
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND kind = 'qualitative' AND level <= $vague_level AND NOT has_scoring_standard
          AND COALESCE(level1_code, '') <> 'satisfaction' AND NOT is_satisfaction AND direction IN ('increase', 'decrease', 'maintain')
          AND NOT (wanted_direction IS NOT NULL AND direction IN ('increase', 'decrease') AND direction <> wanted_direction)
          AND COALESCE(issues, '') NOT LIKE '%;tautology;%'
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
