-- id:           GOL-006
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     绩效目标以“上述”指代不明内容
-- title.en:     The goal refers to something that is not there
-- message.zh:   绩效目标以“{goal}”开头，前面没有所指的内容，“上述”“前述”指什么看不出来。
-- message.en:   The goal begins with “{goal}”: nothing stands before it that “the above” could mean.
-- remedy.zh:    请把“上述”“前述”改为具体的设备、人员或事项。
-- remedy.en:    Name the things or people instead of “the above”.
-- not_covered.zh: 前文已列出所指内容的；资金用途和其他栏目
-- not_covered.en: goals that name the things before; purpose and other fields
SELECT document_id, project_id, goal, goal_source, goal_source AS source, confidence
FROM projects
WHERE scope = 'project' AND NOT is_described
      -- Only a few words, and no list or clause, stand before it.
      AND regexp_matches(goal, '^[^，。；、：,;\n]{0,12}(上述|前述|如上所述|以上所述|上列)')
ORDER BY document_id, project_no;
