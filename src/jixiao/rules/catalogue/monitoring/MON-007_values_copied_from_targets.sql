-- id:           MON-007
-- severity:     warning
-- stage:        monitor
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     执行情况照抄指标值
-- title.en:     What is reached is the targets once more
-- message.zh:   项目“{name}”{copied}项已填的执行情况都与年度指标值一字不差，如“{example_name}”填“{actual_text}”。
-- message.en:   All {copied} values reached so far of “{name}” are its targets letter by letter, such as “{actual_text}” for “{example_name}”.
-- remedy.zh:    请按监控时点的实际情况填写，并留存佐证。
-- remedy.en:    Give what is really reached on the day, and keep the evidence.
-- not_covered.zh: 少于3项的；只有部分照抄的；照抄前一轮的
-- not_covered.en: fewer than 3; only some copied; values copied from the round before
WITH filled AS (
    SELECT document_id, project_id, name AS example_name, actual_text, actual_source, source, is_actual_target,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS copied,
           SUM(CASE WHEN is_actual_target THEN 1 ELSE 0 END) OVER (PARTITION BY document_id, project_id) AS same,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_id) AS place
    FROM monitoring_indicators
    WHERE actual_text IS NOT NULL
)

SELECT f.document_id, f.project_id, p.name, f.copied, f.example_name, f.actual_text, f.actual_source, COALESCE(f.actual_source, f.source) AS source,
       p.confidence
FROM filled f
JOIN projects p ON p.document_id = f.document_id AND p.project_id = f.project_id
WHERE f.place = 1 AND f.copied >= 3 AND f.same = f.copied
ORDER BY f.document_id, f.project_id;
