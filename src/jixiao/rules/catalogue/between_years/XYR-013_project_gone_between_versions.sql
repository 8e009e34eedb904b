-- id:           XYR-013
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#13, practice
-- title.zh:     另一版本中的项目在本文件里不见了
-- title.en:     A project of the other version is missing
-- message.zh:   同一年度的另一版本《{earlier_file}》有项目“{earlier_name}”（{earlier_yuan}），本文件没有。
-- message.en:   The other version of this year, “{earlier_file}”, has the project “{earlier_name}” ({earlier_yuan}); this document has not.
-- remedy.zh:    请核对是否漏报或删除；预算调整取消的，请注明批复。
-- remedy.en:    Check whether it was left out or struck; where it was cancelled, name the decision.
-- not_covered.zh: 本文件新增的项目；改名而内容相同的项目；项目大部分不同的两份文件
-- not_covered.en: projects that only this document has; projects with another name and the same contents; documents that share few projects
SELECT p.document_id, p.earlier_document_id, d.earlier_file, o.name AS earlier_name, o.budget_yuan AS earlier_yuan, o.name_source AS earlier_source, d.source, o.confidence
FROM project_pairs p
JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
WHERE d.relation = 'version' AND p.state = 'gone'
ORDER BY p.document_id, o.project_no;
