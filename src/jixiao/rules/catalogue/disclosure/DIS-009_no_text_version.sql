-- id:           DIS-009
-- severity:     info
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- suspended:    2026-11-28
-- suspended_why.zh: 单个文件看不出网页上是否另有文本版，须由使用者提供公开页面的信息
-- suspended_why.en: a file does not tell whether the page beside it has a text version; the caller would have to say it
-- title.zh:     没有文本版
-- title.en:     There is no text version
-- message.zh:   {file}是图片（{media_type}），没有可检索的文本。
-- message.en:   {file} is a picture ({media_type}) without text.
-- remedy.zh:    请同时公开可检索的文本版。
-- remedy.en:    Publish a version with text as well.
-- not_covered.zh: 扫描的PDF（读取时报告为问题）
-- not_covered.en: scanned PDF files, which reading reports as a problem
SELECT document_id, file, media_type, source
FROM documents
WHERE media_type LIKE 'image/%'
ORDER BY document_id
