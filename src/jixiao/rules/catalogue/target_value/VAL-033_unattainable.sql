-- id:           VAL-033
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     指标值难以实现
-- title.en:     A target that cannot be reached
-- message.zh:   指标“{name}”为“{value_text}”，实际难以达到，请核对是否现实。
-- message.en:   “{name}” is “{value_text}”, which can hardly be reached; is it realistic?
-- remedy.zh:    请按历史数据和条件设定可实现的指标值。
-- remedy.en:    Set a target that past data and means allow.
-- not_covered.zh: 本单位职工、采购人等少数人的满意度；安全事故为零；差错率为零
-- not_covered.en: satisfaction of a few people, such as staff; no accidents; no errors
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind IN ('numeric', 'relative_numeric') AND unit = 'percent'
      AND (
          -- What is to fall by all of it.
          value >= 100 AND operator IN ('=', '≥') AND regexp_matches(name, '(下降|减少|降低)(率|比例|幅度|比率)?[。]?$')
              AND NOT regexp_matches(name, '隐患|欠|积案|违建|违法建设|黑臭|存量|债|空白|零')
          -- Everybody of the public is satisfied.
          OR value >= 100 AND operator IN ('=', '≥') AND is_satisfaction AND regexp_matches(name, '群众|公众|市民|居民|村民|社会各界|老百姓')
              AND NOT regexp_matches(name, '答复|回访|办理|处理|投诉')
          -- A technical system that never fails.
          OR value = 0 AND operator IN ('=', '≤') AND regexp_matches(name, '(故障|停机|宕机)(发生)?率[（(]?[%％]?[)）]?$')
      )
ORDER BY document_id, project_id, indicator_no
