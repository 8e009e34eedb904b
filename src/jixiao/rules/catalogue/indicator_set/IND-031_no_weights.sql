-- id:           IND-031
-- severity:     info
-- stage:        evaluate
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-10
-- title.zh:     指标没有权重
-- title.en:     Indicators without weights
-- message.zh:   {projects}个项目的指标都没有权重，年末自评时须先确定分值。
-- message.en:   The indicators of {projects} projects carry no weights; the self-evaluation after the year needs them.
-- remedy.zh:    申报时可以不填；自评前请按规定确定各指标分值。
-- remedy.en:    A declaration may leave them out; set them before the self-evaluation.
-- not_covered.zh: 权重之和（EVA-001）；监控表；自评表
-- not_covered.en: the sum of weights (EVA-001); monitoring tables; self-evaluations
WITH form AS (
    SELECT document_id, name, name_source, source, weighted_count, ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY project_no) AS place
    FROM projects
    WHERE indicator_count > 0 AND scope = 'project'
          AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.document_id = projects.document_id AND d.kind = 'self_evaluation')
          AND NOT EXISTS (SELECT 1 FROM monitoring_rounds r WHERE r.document_id = projects.document_id AND r.project_id = projects.project_id)
)
SELECT document_id, COUNT(*) AS projects, MIN(CASE WHEN place = 1 THEN name END) AS first_name,
       MIN(CASE WHEN place = 1 THEN name_source END) AS first_source, MIN(CASE WHEN place = 1 THEN source END) AS source
FROM form
GROUP BY document_id
HAVING SUM(weighted_count) = 0
ORDER BY document_id;
