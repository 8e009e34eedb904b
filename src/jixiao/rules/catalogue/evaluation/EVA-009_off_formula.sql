-- id:           EVA-009
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     定量指标的得分与公式不符
-- title.en:     Points of a number are not those of the formula
-- message.zh:   “{name}”指标值{target_text}，实际完成{actual_text}，分值{weight_points}，按公式应得{formula_points}分，填报{score_points}分。
-- message.en:   “{name}”: target {target_text}, actual {actual_text}, weight {weight_points}: the formula gives {formula_points} points, {score_points} are declared.
-- remedy.zh:    请按完成程度重算得分；如按本地办法分档计分，请注明。
-- remedy.en:    Compute the points from the degree of attainment; where a local scheme scores by steps, say so.
-- not_covered.zh: 没有完成而得满分（EVA-007）；完成而未得满分（EVA-008）；日期、期限指标；本地办法的及格线、分档
-- not_covered.en: full points though short (EVA-007); less though met (EVA-008); dates; pass marks and steps of local schemes
SELECT document_id, project_id, name, target_text, target_source, actual_text, actual_source, weight_points, score_points,
       score_source AS score_points_source, formula_points, score_source AS source, confidence
FROM evaluation_items
WHERE comparison = 'compared' AND NOT is_met AND score_points <> weight_points AND ABS(score_points - formula_points) > $tolerance
ORDER BY document_id, project_id, indicator_no;
