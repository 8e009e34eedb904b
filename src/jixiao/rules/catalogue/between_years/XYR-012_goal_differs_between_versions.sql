-- id:           XYR-012
-- severity:     info
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88#28
-- title.zh:     同一年度两个版本的绩效目标文字不同
-- title.en:     Two versions of one year have different goals
-- message.zh:   本项目的绩效目标“{goal_text}”与另一版本《{earlier_file}》的“{earlier_text}”不同（相似度{likeness_pct}）。
-- message.en:   The goal “{goal_text}” is not that of the other version “{earlier_file}”, “{earlier_text}” (likeness {likeness_pct}).
-- remedy.zh:    请说明修改的依据；批复后的绩效目标一般不予调整。
-- remedy.en:    Say on what decision it was changed; approved goals are not changed without procedure.
-- not_covered.zh: 只有标点、空格、编号不同的；指标值的变化（XYR-009）
-- not_covered.en: punctuation, blanks and numbering; changes of targets (XYR-009)
SELECT p.document_id, p.project_id, n.goal AS goal_text, n.goal_source AS goal_text_source, p.earlier_document_id, d.earlier_file, o.goal AS earlier_text,
       o.goal_source AS earlier_source, ROUND(CAST(p.goal_likeness * 100 AS DOUBLE), 1) AS likeness_pct, n.goal_source AS source, n.confidence
FROM project_pairs p
JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
WHERE d.relation = 'version' AND NOT p.is_goal_same
ORDER BY p.document_id, n.project_no;
