-- id:           MON-001
-- severity:     error
-- stage:        monitor
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-136
-- title.zh:     累计执行数比前一轮少
-- title.en:     Less is paid than in the round before
-- message.zh:   项目“{name}”1—{month}月累计执行{executed_yuan}，比1—{earlier_month}月的{earlier_yuan}还少。
-- message.en:   “{name}”: {executed_yuan} is paid until month {month}, less than the {earlier_yuan} until month {earlier_month}.
-- remedy.zh:    累计数不应减少：请核对两轮的数；确有退款的，附上凭证并在备注中说明。
-- remedy.en:    A cumulative amount does not fall: check both rounds; where money was paid back, attach the evidence and say so.
-- not_covered.zh: 名称改了的项目；同一轮的两份表；不同年度
-- not_covered.en: projects with a new name; two tables of one round; other years
WITH rounds AS (
    SELECT r.document_id, r.project_id, d.agency_key, d.fiscal_year, p.name, p.name_key, r.month, r.executed_yuan, r.source, p.confidence
    FROM monitoring_rounds r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    JOIN documents d ON d.document_id = r.document_id
), fallen AS (
    SELECT later.document_id, later.project_id, later.name, later.month, later.executed_yuan, later.source, later.confidence,
           earlier.document_id AS earlier_document_id, earlier.month AS earlier_month, earlier.executed_yuan AS earlier_yuan,
           earlier.source AS earlier_source,
           ROW_NUMBER() OVER (PARTITION BY later.document_id, later.project_id ORDER BY earlier.month DESC, earlier.document_id, earlier.project_id) AS place
    FROM rounds later
    JOIN rounds earlier ON earlier.name_key = later.name_key AND earlier.fiscal_year = later.fiscal_year
                           AND earlier.agency_key = later.agency_key AND earlier.month < later.month
    WHERE earlier.executed_yuan > later.executed_yuan
)

SELECT document_id, project_id, name, month, executed_yuan, source AS executed_source, earlier_document_id, earlier_month, earlier_yuan,
       earlier_source, source, confidence
FROM fallen
WHERE place = 1
ORDER BY document_id, project_id;
