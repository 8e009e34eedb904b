-- id:           VAL-015
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     以上年实际数为目标
-- title.en:     Last year's actual for a target
-- message.zh:   指标“{name}”所指是{name_year}年，{fiscal_year}年度的目标“{value_text}”是以前年度的实际数。
-- message.en:   “{name}” is about {name_year}: the target “{value_text}” of {fiscal_year} is what happened before.
-- remedy.zh:    请填写本年度预计数；以上年数为基数的，写明增减。
-- remedy.en:    Give the number expected this year; where last year is the base, say how much it changes.
-- not_covered.zh: 名称中的年份只是项目、批次或基期的
-- not_covered.en: years that only name a project, a batch or a base
SELECT i.document_id, i.project_id, i.name, i.name_year, d.fiscal_year, i.text AS value_text, i.target_source AS value_source,
       i.target_source AS source, i.confidence
FROM indicators i
JOIN documents d ON d.document_id = i.document_id
WHERE NOT i.is_placeholder AND NOT i.is_cost AND i.kind = 'numeric' AND i.dimension NOT IN ('money', 'ratio', 'time')
      AND i.name_year < d.fiscal_year AND i.name_year >= d.fiscal_year - 3
      AND regexp_matches(i.name, '实际|实有|已完成|已参加|发生数|统计数|累计完成')
      AND NOT regexp_matches(i.name, '较|比|同期|基数|欠|结转|尾款|质保|20[0-9]{2}.*20[0-9]{2}')
ORDER BY i.document_id, i.project_id, i.indicator_no
