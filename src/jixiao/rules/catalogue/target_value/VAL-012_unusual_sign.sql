-- id:           VAL-012
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     运算符或百分号写法不规范
-- title.en:     An unusual sign of comparison or of per cent
-- message.zh:   “{name}”的指标值写作“{value_text}”，符号不规范；本项目这样的指标共{found_count}项。
-- message.en:   The target of “{name}” is written “{value_text}”, with an unusual sign; the project has {found_count} such target(s).
-- remedy.zh:    请统一使用≥、≤和%。
-- remedy.en:    Use ≥, ≤ and %.
-- not_covered.zh: “以上”“不低于”等文字写法
-- not_covered.en: words such as “at least”
WITH found AS (
    SELECT document_id, project_id, name, text, target_source, confidence, COUNT(*) OVER (PARTITION BY document_id, project_id) AS found_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder AND kind IN ('numeric', 'relative_numeric', 'range')
      AND regexp_matches(text, '[≧≦⩾⩽％]|>=|<=|=>|=<|≥=|≤=|百分比|[0-9] ?百分之')
)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, found_count, confidence, target_source AS source
FROM found
WHERE place = 1
ORDER BY document_id, project_id
