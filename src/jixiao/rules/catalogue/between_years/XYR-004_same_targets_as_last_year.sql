-- id:           XYR-004
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, audit-findings, practice
-- parameters:   share = comparison.same_targets, fewest = comparison.fewest_targets
-- yields_to:    XYR-018
-- title.zh:     指标和指标值照搬上年
-- title.en:     Indicators and targets are those of last year
-- message.zh:   本项目{indicator_count}个指标中有{kept_count}个与上年（《{earlier_file}》中的项目“{earlier_name}”）指标值相同，像是照搬上年。
-- message.en:   {kept_count} of {indicator_count} targets are those of last year (the project “{earlier_name}” in “{earlier_file}”): were they copied?
-- remedy.zh:    请根据上年完成情况和本年任务重新确定指标值；任务确实不变的，请说明测算依据。
-- remedy.en:    Set the targets anew by last year's results and this year's work; where nothing changes, say on what they rest.
-- not_covered.zh: 指标较少的项目；预算变化而指标不变的（XYR-018）；没有上年文件的
-- not_covered.en: projects of few indicators; money that changed while the targets did not (XYR-018); years of which there is no document
SELECT p.document_id, p.project_id, n.name, n.name_source, p.indicator_count, p.same_count + p.reworded_count AS kept_count, o.name AS earlier_name,
       o.name_source AS earlier_source, p.earlier_document_id, d.earlier_file, n.name_source AS source, n.confidence
FROM project_pairs p
JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
JOIN projects n ON n.document_id = p.document_id AND n.project_id = p.project_id
JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
WHERE d.relation = 'year' AND d.earlier_stage = 'declared' AND p.indicator_count >= $fewest
      AND p.same_count + p.reworded_count >= $share * GREATEST(p.indicator_count, p.earlier_indicator_count)
ORDER BY p.document_id, n.project_no;
