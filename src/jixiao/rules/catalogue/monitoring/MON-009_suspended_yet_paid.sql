-- id:           MON-009
-- severity:     error
-- stage:        monitor
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34
-- title.zh:     已暂停的项目仍在支付
-- title.en:     A suspended project is still paid
-- message.zh:   项目“{name}”1—{earlier_month}月的监控表写“{stop_text}”，1—{month}月累计执行却由{earlier_yuan}增加到{executed_yuan}。
-- message.en:   “{name}”: the table until month {earlier_month} says “{stop_text}”, and what is paid grew from {earlier_yuan} to {executed_yuan} until month {month}.
-- remedy.zh:    请核对支付凭证：支付的是停止前已完成的工作还是新的支出；已恢复实施的，附上恢复的决定。
-- remedy.en:    Check the vouchers: was it for work done before, or new? Where the project goes on, attach the decision.
-- not_covered.zh: 两轮之间恢复实施的；名称改了的项目；只说原因、没有写决定的；支付的用途
-- not_covered.en: projects that were resumed between the rounds; projects with a new name; causes without a decision; what was paid for
WITH rounds AS (
    SELECT r.document_id, r.project_id, d.agency_key, d.fiscal_year, p.name, p.name_key, r.month, r.executed_yuan, r.source, p.confidence
    FROM monitoring_rounds r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    JOIN documents d ON d.document_id = r.document_id
),

decided AS (
    SELECT r.document_id, r.project_id, r.agency_key, r.fiscal_year, r.name_key, r.month, r.executed_yuan, r.source AS executed_source, m.action, m.text, m.source,
           m.is_proposed, m.measure_no
    FROM rounds r
    JOIN monitoring_measures m ON m.document_id = r.document_id AND m.project_id = r.project_id
),

paid AS (
    SELECT later.document_id, later.project_id, later.name, later.month, later.executed_yuan, later.source, later.confidence,
           stop.document_id AS earlier_document_id, stop.month AS earlier_month, stop.executed_yuan AS earlier_yuan, stop.executed_source AS earlier_source,
           stop.text AS stop_text, stop.source AS stop_source, stop.is_proposed,
           ROW_NUMBER() OVER (PARTITION BY later.document_id, later.project_id ORDER BY stop.is_proposed, stop.month DESC, stop.document_id, stop.measure_no) AS place
    FROM rounds later
    JOIN decided stop ON stop.name_key = later.name_key AND stop.fiscal_year = later.fiscal_year AND stop.agency_key = later.agency_key
                         AND stop.month < later.month AND stop.action IN ('suspend', 'stop_payment')
    LEFT JOIN decided resumed ON resumed.name_key = later.name_key AND resumed.fiscal_year = later.fiscal_year AND resumed.agency_key = later.agency_key
                                 AND resumed.month >= stop.month AND resumed.month <= later.month AND resumed.action = 'resume'
    WHERE later.executed_yuan > stop.executed_yuan AND resumed.document_id IS NULL
)

SELECT document_id, project_id, name, month, executed_yuan, source AS executed_source, earlier_document_id, earlier_month, earlier_yuan, earlier_source, stop_text,
       stop_source, CASE WHEN is_proposed THEN 'warning' ELSE 'error' END AS severity, source, confidence
FROM paid
WHERE place = 1
ORDER BY document_id, project_id;
