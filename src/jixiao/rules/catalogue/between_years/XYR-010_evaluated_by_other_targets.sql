-- id:           XYR-010
-- severity:     warning
-- stage:        evaluate
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88#28, measures-10
-- yields_to:    EVA-014
-- title.zh:     自评所用的指标值与申报时不同
-- title.en:     Evaluated by other targets than those declared
-- message.zh:   自评表有{changed_count}个指标值与申报的（《{earlier_file}》）不同，如“{name}”申报“{earlier_text}”，自评时为“{value_text}”。
-- message.en:   {changed_count} target(s) of the evaluation are not those that were declared (“{earlier_file}”): “{name}” was “{earlier_text}” and is “{value_text}” here.
-- remedy.zh:    自评应以批复（或按程序调整后）的指标值为准：请改回，或者附上调整的批复。
-- remedy.en:    Evaluate by the approved targets, or attach the decision that changed them.
-- not_covered.zh: 写法不同而数值相同的；申报时没有、自评时新增的指标（EVA-013）；监控表（MON-008）
-- not_covered.en: other words for the same value; indicators that only the evaluation has (EVA-013); monitoring tables (MON-008)
WITH changed AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, n.name, n.text AS value_text, n.target_source AS value_source,
           o.text AS earlier_text, o.target_source AS earlier_source, n.confidence,
           COUNT(*) OVER (PARTITION BY p.document_id, p.project_id, p.earlier_document_id) AS changed_count,
           ROW_NUMBER() OVER (PARTITION BY p.document_id, p.project_id, p.earlier_document_id ORDER BY CASE p.verdict WHEN 'loosened' THEN 0 ELSE 1 END, n.indicator_no) AS place
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    WHERE d.relation = 'stage' AND d.stage IS DISTINCT FROM 'monitored' AND d.earlier_stage = 'declared' AND p.basis IN ('name', 'stem', 'alike')
          AND p.verdict IN ('loosened', 'tightened', 'changed', 'unit_changed')
)

SELECT document_id, project_id, name, changed_count, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       value_source AS source, confidence
FROM changed
WHERE place = 1
ORDER BY document_id, project_id;
