-- id:           EVA-013
-- severity:     error
-- stage:        evaluate
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, measures-10
-- title.zh:     自评的指标与目标的不是同一套
-- title.en:     The indicators of the evaluation are not those of the targets
-- message.zh:   与同年的目标（《{earlier_file}》）相比，自评少了{gone_count}个指标，多了{new_count}个，{what_zh}。
-- message.en:   Compared with the targets of the year (“{earlier_file}”), the evaluation lacks {gone_count} indicator(s) and has {new_count} more: {what_en}.
-- remedy.zh:    自评应逐项对照批复的指标：请补上缺少的，去掉自行增加的；按程序调整过的，附上调整的批复。
-- remedy.en:    Evaluate the approved indicators, all of them and no others; where they were adjusted, attach the decision.
-- not_covered.zh: 改了名称而内容相近的指标；自评另加的预算执行率和决策、过程指标；指标值的变化（EVA-014、XYR-010）；部门整体目标
-- not_covered.en: indicators with another name and the same contents; execution of the budget and indicators of decision and process, which an evaluation adds; changed values (EVA-014, XYR-010); targets of a whole department
WITH apart AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, d.earlier_file, d.is_earlier_settled, p.state, COALESCE(o.name, n.name) AS name, o.text AS earlier_text,
           o.target_source AS earlier_source, n.text AS value_text, n.target_source AS value_source, COALESCE(n.source, e.source) AS source, e.confidence,
           COALESCE(o.indicator_no, n.indicator_no) AS indicator_no
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id AND d.relation = p.relation
    JOIN evaluations e ON e.document_id = p.document_id AND e.project_id = p.project_id
    LEFT JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    LEFT JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    WHERE p.relation = 'stage' AND d.earlier_stage = 'declared' AND d.stage IN ('evaluated', 'accounts')
          AND ((p.state = 'gone' AND NOT o.is_execution_rate)
               OR (p.state = 'new' AND NOT n.is_execution_rate AND n.level1_code IN ('output', 'benefit', 'satisfaction', 'cost')))
),

counted AS (
    SELECT document_id, project_id, earlier_document_id, earlier_file, is_earlier_settled, state, name, earlier_text, earlier_source, value_text, value_source,
           source, confidence, SUM(CASE WHEN state = 'gone' THEN 1 ELSE 0 END) OVER (PARTITION BY document_id, project_id, earlier_document_id) AS gone_count,
           SUM(CASE WHEN state = 'new' THEN 1 ELSE 0 END) OVER (PARTITION BY document_id, project_id, earlier_document_id) AS new_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id, earlier_document_id ORDER BY CASE WHEN state = 'gone' THEN 0 ELSE 1 END, indicator_no) AS place
    FROM apart
)

SELECT document_id, project_id, name, gone_count, new_count, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       CASE WHEN state = 'gone' THEN CONCAT('如缺少“', name, '”（', earlier_text, '）') ELSE CONCAT('如增加了“', name, '”（', value_text, '）') END AS what_zh,
       CASE WHEN state = 'gone' THEN CONCAT('“', name, '” (', earlier_text, ') is missing') ELSE CONCAT('“', name, '” (', value_text, ') was added') END AS what_en,
       CASE WHEN is_earlier_settled THEN 'error' ELSE 'warning' END AS severity, source, confidence
FROM counted
WHERE place = 1
ORDER BY document_id, project_id;
