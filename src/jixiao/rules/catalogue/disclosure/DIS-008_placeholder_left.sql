-- id:           DIS-008
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     公开文本留有占位符
-- title.en:     A placeholder is left in the published text
-- message.zh:   文中留有占位符：“{quote}”。
-- message.en:   A placeholder is left: “{quote}”.
-- remedy.zh:    请填写具体内容后再公开。
-- remedy.en:    Fill it in before publication.
-- not_covered.zh: 指标名称中的模板残留（IND-019）
-- not_covered.en: residue of templates in names of indicators (IND-019)
SELECT document_id, project_id, quote, source AS quote_source, source
FROM text_faults
WHERE fault = 'placeholder'
ORDER BY document_id, project_id, source
