-- id:           VAL-001
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, measures-88
-- title.zh:     产出指标都不可衡量
-- title.en:     No output that can be measured
-- message.zh:   {outputs}项产出指标都没有数值或期限，如“{name}”写“{value_text}”，完成与否无法衡量。
-- message.en:   None of the {outputs} outputs has a number or a date: “{name}” says “{value_text}”; nobody can tell whether it was done.
-- remedy.zh:    请至少设一项有数值的数量、质量或时效指标。
-- remedy.en:    Set at least one output of quantity, quality or time with a number.
-- not_covered.zh: 没有产出指标的项目（IND-001、IND-006）；空白的指标值
-- not_covered.en: projects without outputs (IND-001, IND-006); blank targets
WITH outputs AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           -- A year alone is no date by which anything is due.
           kind IN ('numeric', 'range', 'relative_numeric', 'deadline') AS is_measurable,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder AND kind NOT IN ('empty', 'placeholder', 'corrupt')
          AND level2_code IN ('output.quantity', 'output.quality', 'output.timeliness')
),

unmeasurable AS (
    SELECT document_id, project_id, COUNT(*) AS outputs
    FROM outputs
    GROUP BY document_id, project_id
    HAVING NOT BOOL_OR(is_measurable)
)

SELECT u.document_id, u.project_id, u.outputs, o.name, o.value_text, o.value_source, o.value_source AS source, o.confidence
FROM unmeasurable u
JOIN outputs o ON o.document_id = u.document_id AND o.project_id = u.project_id AND o.place = 1
ORDER BY u.document_id, u.project_id
