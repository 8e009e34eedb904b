-- id:           TXT-007
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     疑似错别字
-- title.en:     A probable misspelling
-- message.zh:   “{fault_text}”疑似错别字。
-- message.en:   “{fault_text}” is probably misspelt.
-- remedy.zh:    请核对原文。
-- remedy.en:    Check the words.
-- not_covered.zh: 没有可引用的易混词表，本规则暂停
-- not_covered.en: there is no list of confusions to rest on; the rule is suspended
-- suspended:    2026-11-28
-- suspended_why.zh: 判断同音、形近错别字需要注明来源和日期的易混词表，目前没有这样的词表
-- suspended_why.en: it needs a dated and sourced list of confusions of sound and shape, and there is none yet
SELECT document_id, project_id, quote AS fault_text, source AS fault_text_source, source
FROM text_faults
WHERE fault = 'misspelling'
ORDER BY document_id, project_id, source;
