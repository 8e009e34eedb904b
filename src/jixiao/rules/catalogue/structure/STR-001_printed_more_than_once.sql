-- id:           STR-001
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     同一表样重复印制
-- title.en:     A form is printed more than once
-- message.zh:   这个项目的表样印了{copy_count}份，内容整份或部分重复。
-- message.en:   The form of this project is printed {copy_count} times, in whole or in part.
-- remedy.zh:    请保留一份完整的表样，删除重复页后重新公开；扫描件请检查是否重复扫描。
-- remedy.en:    Keep one complete form and publish the document again without the others; look whether pages were scanned twice.
-- not_covered.zh: 各份内容是否一致（STR-002）；名称相同但金额或编码不同的项目（STR-005）
-- not_covered.en: whether the copies agree (STR-002); projects of one name with another amount or code (STR-005)
SELECT p.document_id, p.project_id, p.name, p.name_source, p.copy_count, c.source AS copy_count_source, c.source
FROM projects p
JOIN form_copies c ON c.document_id = p.document_id AND c.project_id = p.project_id AND c.copy_no = 1
WHERE p.copy_count > 1
ORDER BY p.document_id, p.project_id;
