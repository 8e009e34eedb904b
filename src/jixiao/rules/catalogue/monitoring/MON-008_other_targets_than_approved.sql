-- id:           MON-008
-- severity:     error
-- stage:        monitor
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-88#28
-- title.zh:     监控表的指标与批复的不同
-- title.en:     The monitoring table has other targets than were approved
-- message.zh:   监控表的指标与同年的目标（《{earlier_file}》）有{different_count}处不同：{what_zh}。
-- message.en:   {different_count} target(s) of the monitoring table are not those of the year (“{earlier_file}”): {what_en}.
-- remedy.zh:    监控应对照批复的指标值：请改回；按程序调整过的，附上调整的批复。
-- remedy.en:    Monitor the approved targets; where they were adjusted, attach the decision.
-- not_covered.zh: 写法不同而数值相同的；监控表增加的指标；改了名称的指标；与同年另一份目标（如调整后的目标表）相同的；部门整体目标
-- not_covered.en: other words for the same value; indicators that only the monitoring table has; renamed ones; values of another declaration of the year, such as an adjusted one; targets of a whole department
WITH compared AS (
    SELECT p.document_id, p.project_id, p.indicator_id, p.earlier_document_id, d.earlier_file, d.is_earlier_settled, p.verdict, o.indicator_no,
           COALESCE(n.name, o.name) AS name, n.name_key, n.text AS value_text, n.text_key, n.target_source AS value_source, o.text AS earlier_text,
           o.target_source AS earlier_source, f.source AS form_source, f.name_key AS project_key, f.confidence, w.agency_key, w.fiscal_year
    FROM indicator_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id AND d.relation = p.relation
    JOIN projects f ON f.document_id = p.document_id AND f.project_id = p.project_id
    JOIN indicators o ON o.document_id = p.earlier_document_id AND o.indicator_id = p.earlier_indicator_id
    LEFT JOIN documents w ON w.document_id = p.document_id
    LEFT JOIN indicators n ON n.document_id = p.document_id AND n.indicator_id = p.indicator_id
    WHERE p.relation = 'stage' AND d.stage = 'monitored' AND d.earlier_stage = 'declared'
          AND (p.state = 'gone' OR (p.state = 'both' AND p.basis IN ('name', 'stem', 'alike') AND p.verdict IN ('loosened', 'tightened', 'changed', 'unit_changed')))
),

adopted AS (
    SELECT DISTINCT c.document_id, c.indicator_id
    FROM compared c
    JOIN documents a ON a.agency_key = c.agency_key AND a.fiscal_year = c.fiscal_year AND NOT a.is_final_accounts
                        AND a.kind IN ('target_forms', 'budget_disclosure', 'mixed')
    JOIN projects f ON f.document_id = a.document_id AND f.name_key = c.project_key
    JOIN indicators i ON i.document_id = f.document_id AND i.project_id = f.project_id AND i.name_key = c.name_key AND i.text_key = c.text_key
),

different AS (
    SELECT c.document_id, c.project_id, c.earlier_document_id, c.earlier_file, c.is_earlier_settled, c.name, c.value_text, c.value_source, c.earlier_text,
           c.earlier_source, COALESCE(c.value_source, c.form_source) AS source, c.confidence,
           COUNT(*) OVER (PARTITION BY c.document_id, c.project_id, c.earlier_document_id) AS different_count,
           ROW_NUMBER() OVER (PARTITION BY c.document_id, c.project_id, c.earlier_document_id
                              ORDER BY CASE WHEN c.verdict = 'loosened' THEN 0 WHEN c.verdict IS NOT NULL THEN 1 ELSE 2 END, c.indicator_no) AS place
    FROM compared c
    LEFT JOIN adopted a ON a.document_id = c.document_id AND a.indicator_id = c.indicator_id
    WHERE a.document_id IS NULL
)

SELECT document_id, project_id, name, different_count, value_text, value_source, earlier_document_id, earlier_file, earlier_text, earlier_source,
       CASE WHEN value_text IS NULL THEN CONCAT('少了指标“', name, '”（', earlier_text, '）') ELSE CONCAT('“', name, '”应为“', earlier_text, '”，本表为“', value_text, '”') END AS what_zh,
       CASE WHEN value_text IS NULL THEN CONCAT('“', name, '” (', earlier_text, ') is left out') ELSE CONCAT('“', name, '” should be “', earlier_text, '” and is “', value_text, '”') END AS what_en,
       CASE WHEN is_earlier_settled THEN 'error' ELSE 'warning' END AS severity, source, confidence
FROM different
WHERE place = 1
ORDER BY document_id, project_id;
