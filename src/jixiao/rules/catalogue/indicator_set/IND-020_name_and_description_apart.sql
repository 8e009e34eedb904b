-- id:           IND-020
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     指标名称与描述不符
-- title.en:     Name and description disagree
-- message.zh:   指标“{name}”的描述是“{description}”，两者计的不是一回事（指标值{value_text}）。
-- message.en:   Indicator “{name}” is described as “{description}”, which is something else (target {value_text}).
-- remedy.zh:    请统一名称和描述。
-- remedy.en:    Make name and description one.
-- not_covered.zh: 措辞不同而含义相近的描述
-- not_covered.en: descriptions that word the same thing otherwise
SELECT document_id, project_id, name, description, target_source AS description_source, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder AND description IS NOT NULL
  AND NOT CONTAINS(description_key, name_key) AND NOT CONTAINS(name_key, description_key)
  AND (
      -- the same thing is counted, but another part of it: 活跃用户数 and 新增用户数
      (LENGTH(name_key) BETWEEN 4 AND 6 AND LENGTH(description_key) BETWEEN 4 AND 8
       AND RIGHT(name_key, 3) = RIGHT(description_key, 3) AND LEFT(name_key, 2) <> LEFT(description_key, 2)
       AND regexp_matches(name_key, '(数|量|人次|次数|户数)$'))
      -- a cost that is described as a rate of execution
      OR (is_cost AND name LIKE '%成本%' AND regexp_matches(description, '执行率|支付率|完成率|支出进度'))
  )
ORDER BY document_id, project_id, indicator_no
