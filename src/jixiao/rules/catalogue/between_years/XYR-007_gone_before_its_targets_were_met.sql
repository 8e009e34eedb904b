-- id:           XYR-007
-- severity:     warning
-- stage:        declare
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#32, practice
-- parameters:   shared = comparison.shared_projects
-- title.zh:     上年未完成的项目本年不见了
-- title.en:     A project is gone before its targets were met
-- message.zh:   上年的项目“{earlier_name}”（《{earlier_file}》）本年没有了，但{why}。
-- message.en:   Last year's project “{earlier_name}” (“{earlier_file}”) is not there this year, although {why_en}.
-- remedy.zh:    请说明该项目是否完成、终止、合并或更名；没有完成的，请说明后续资金和目标的安排。
-- remedy.en:    Say whether it was finished, ended, merged or renamed; where it was not finished, say how its money and targets go on.
-- not_covered.zh: 更名后指标、目标相近的项目；两年文件的项目大部分不同的；没有写明期限和总额的项目
-- not_covered.en: renamed projects whose indicators or goals are alike; documents that share few projects; projects without period and total
WITH unmet AS (
    SELECT i.document_id, i.project_id, MIN(i.indicator_no) AS indicator_no
    FROM indicators i
    JOIN indicator_results r ON r.document_id = i.document_id AND r.indicator_id = i.indicator_id AND r.result = 'actual'
    WHERE NOT i.is_placeholder AND i.kind = 'numeric' AND NOT i.is_cost AND i.unit = r.unit AND i.operator IN ('=', '≥', '>') AND r.value < i.value
          AND COALESCE(i.polarity, '') <> 'negative' AND NOT i.is_better_few AND NOT i.is_bad_thing
    GROUP BY i.document_id, i.project_id
),

gone AS (
    SELECT p.document_id, p.earlier_document_id, d.earlier_file, d.source, o.project_id AS earlier_project_id, o.project_no, o.name AS earlier_name,
           o.name_source AS earlier_source, o.attribute_class, o.confidence,
           o.lifetime_yuan > o.budget_yuan AND o.attribute_class IS DISTINCT FROM 'one_off' AS has_more_money,
           CAST(NULLIF(regexp_extract(o.period, '(20[0-9]{2})[^0-9]*$', 1), '') AS INTEGER) AS last_year, n.fiscal_year, u.indicator_no
    FROM project_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    JOIN documents n ON n.document_id = p.document_id
    JOIN projects o ON o.document_id = p.earlier_document_id AND o.project_id = p.earlier_project_id
    LEFT JOIN unmet u ON u.document_id = o.document_id AND u.project_id = o.project_id
    WHERE p.state = 'gone' AND d.years_apart = 1 AND d.matched_count * 100 >= d.earlier_project_count * $shared
),

judged AS (
    SELECT g.document_id, g.earlier_document_id, g.earlier_file, g.source, g.earlier_name, g.earlier_source, g.project_no, g.confidence, i.name AS unmet_name,
           g.indicator_no IS NOT NULL AS is_unmet, g.last_year >= g.fiscal_year AS runs_on, g.has_more_money,
           g.attribute_class = 'continuing' AS is_continuing,
           ROW_NUMBER() OVER (PARTITION BY g.document_id, g.earlier_name ORDER BY g.indicator_no, g.project_no, g.earlier_document_id) AS place
    FROM gone g
    LEFT JOIN indicators i ON i.document_id = g.earlier_document_id AND i.project_id = g.earlier_project_id AND i.indicator_no = g.indicator_no
)

SELECT document_id, earlier_document_id, earlier_file, earlier_name, earlier_source, source, confidence,
       CASE WHEN is_unmet THEN CONCAT('自评时指标“', unmet_name, '”没有完成') WHEN runs_on THEN '项目期还没有结束'
            WHEN has_more_money THEN '项目总额还没有安排完' ELSE '项目属性是延续性项目' END AS why,
       CASE WHEN is_unmet THEN CONCAT('its self-evaluation missed “', unmet_name, '”') WHEN runs_on THEN 'its period has not ended'
            WHEN has_more_money THEN 'its total was not yet budgeted' ELSE 'the form calls it a continuing project' END AS why_en,
       CASE WHEN is_unmet OR runs_on THEN 'warning' ELSE 'info' END AS severity
FROM judged
WHERE place = 1 AND (is_unmet OR runs_on OR has_more_money OR is_continuing)
ORDER BY document_id, project_no;
