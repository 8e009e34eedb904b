-- id:           XYR-009
-- severity:     warning
-- stage:        disclose
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88#28
-- title.zh:     同一年度两个版本的指标值不同
-- title.en:     Two versions of one year have different targets
-- message.zh:   本项目有{changed_count}个指标值与另一版本《{earlier_file}》不同，如“{name}”在该版本为“{earlier_text}”，本文件为“{value_text}”。
-- message.en:   {changed_count} target(s) of this project differ from the other version “{earlier_file}”: “{name}” is “{earlier_text}” there and “{value_text}” here.
-- remedy.zh:    绩效目标批复后一般不予调整：请说明调整的依据和程序，或者改回批复的指标值，各处公开的内容应一致。
-- remedy.en:    Approved targets are not changed without procedure: name the decision, or go back to the approved value, and publish the same everywhere.
-- not_covered.zh: 写法不同而数值相同的；增加或减少的指标；两个版本的先后（文件没有写明日期的，以文件名为序）
-- not_covered.en: other words for the same value; indicators that were added or dropped; which version is the later one (by file name where no date is given)
WITH changed AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, n.name, n.text AS value_text, n.target_source AS value_source,
           o.text AS earlier_text, o.target_source AS earlier_source, n.confidence,
           COUNT(*) OVER (PARTITION BY p.document_id, p.project_id, p.earlier_document_id) AS changed_count,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.project_id, p.earlier_document_id ORDER BY CASE p.verdict WHEN 'loosened' THEN 0 ELSE 1 END, n.indicator_no) AS place
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    WHERE d.relation = 'version' AND p.verdict IN ('loosened', 'tightened', 'changed', 'unit_changed')
)

SELECT document_id, project_id, name, changed_count, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       value_source AS source, confidence
FROM changed
WHERE place = 1
ORDER BY document_id, project_id;
