-- id:           MON-010
-- severity:     warning
-- stage:        monitor
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-136
-- parameters:   least = monitoring.least_budget, shared = comparison.shared_projects
-- title.zh:     项目没有监控
-- title.en:     A project is not monitored
-- message.zh:   《{earlier_file}》申报的项目“{earlier_name}”（{earlier_yuan}）没有监控表，本单位同年的其他项目有。
-- message.en:   “{earlier_name}” ({earlier_yuan}) of “{earlier_file}” has no monitoring table; other projects of the agency have one that year.
-- remedy.zh:    请补报监控表；项目已取消或并入其他项目的，请说明。
-- remedy.en:    Report it too; where it was cancelled or joined to another one, say so.
-- not_covered.zh: 金额低于下限的项目；单位没有监控表或只监控了少数项目的；只在一轮中漏报的；部门整体；监控表里改名而内容相近的
-- not_covered.en: projects below the limit; agencies without monitoring tables, or with few; projects that only one round lacks; whole departments; projects that are renamed and alike
WITH stages AS (
    SELECT p.document_id, p.project_id, p.earlier_document_id, p.earlier_project_id, p.state, d.earlier_file, d.earlier_project_count, d.matched_count, d.source
    FROM project_pairs p
    JOIN document_pairs d ON d.document_id = p.document_id AND d.earlier_document_id = p.earlier_document_id
    WHERE d.stage = 'monitored' AND d.earlier_stage = 'declared'
),

covered AS (
    SELECT earlier_document_id, COUNT(DISTINCT earlier_project_id) AS monitored_count
    FROM stages
    WHERE state = 'both'
    GROUP BY earlier_document_id
),

listed AS (
    SELECT DISTINCT s.earlier_document_id, s.earlier_project_id
    FROM stages s
    JOIN projects o ON o.document_id = s.earlier_document_id AND o.project_id = s.earlier_project_id
    JOIN budget_lines l ON l.document_id = s.document_id AND l.name_key = o.name_key
),

missing AS (
    SELECT s.document_id, s.earlier_document_id, s.earlier_file, s.source, o.name AS earlier_name, o.budget_yuan AS earlier_yuan, o.name_source AS earlier_source,
           o.project_no, o.confidence,
           ROW_NUMBER() OVER (PARTITION BY s.earlier_document_id, s.earlier_project_id ORDER BY s.matched_count DESC, s.document_id) AS place
    FROM stages s
    JOIN projects o ON o.document_id = s.earlier_document_id AND o.project_id = s.earlier_project_id
    JOIN covered c ON c.earlier_document_id = s.earlier_document_id
    LEFT JOIN listed l ON l.earlier_document_id = s.earlier_document_id AND l.earlier_project_id = s.earlier_project_id
    LEFT JOIN stages b ON b.earlier_document_id = s.earlier_document_id AND b.earlier_project_id = s.earlier_project_id AND b.state = 'both'
    WHERE s.state = 'gone' AND b.document_id IS NULL AND l.earlier_document_id IS NULL AND o.budget_yuan >= $least
          AND c.monitored_count * 100 >= s.earlier_project_count * $shared
)

SELECT document_id, earlier_document_id, earlier_file, earlier_name, earlier_yuan, earlier_source, source, confidence
FROM missing
WHERE place = 1
ORDER BY document_id, project_no;
