-- id:           VAL-018
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     名称与指标值的年份矛盾
-- title.en:     Years of name and value contradict each other
-- message.zh:   指标“{name}”的名称要求{name_year}年完成，指标值却是“{value_text}”。
-- message.en:   The name “{name}” says {name_year}, the value “{value_text}”.
-- remedy.zh:    请核对完成时间，使名称与指标值一致。
-- remedy.en:    Check when it is due, and make name and value agree.
-- not_covered.zh: 名称中的年份只是项目名称的；几个年份的
-- not_covered.en: years that only name a project; several years
SELECT document_id, project_id, name, name_year, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind IN ('deadline', 'period') AND text_year IS NOT NULL AND name_year <> text_year
      -- The year of the name is when something is done, not the name of a project: 2023年底前完成.
      AND regexp_matches(name, '20[0-9]{2} *年(度)?(内|底|末|前|之前|以前|年内|年底|[0-9]{1,2} *月([0-9]{1,2} *[日号])?(底|末|前|之前|以前)?)*(全面|全部|基本)?(完成|建成|竣工|投入使用|投用|交付|执行完毕|实施完毕|结束)')
      AND NOT regexp_matches(name, '20[0-9]{2}.*20[0-9]{2}') AND NOT regexp_matches(text, '20[0-9]{2}.*20[0-9]{2}')
ORDER BY document_id, project_id, indicator_no
