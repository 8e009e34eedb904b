-- id:           PLN-006
-- severity:     warning
-- stage:        review
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   least_share = funding.template_share, fewest = funding.template_projects
-- title.zh:     大多数项目的支出计划完全相同
-- title.en:     Most projects have the same payment plan
-- message.zh:   {plan_count}个填有支出计划的项目中，{same_count}个的计划相同（{plan}），占{same_pct}。
-- message.en:   Of {plan_count} projects with a payment plan, {same_count} have the same one ({plan}): {same_pct}.
-- remedy.zh:    请按各项目的合同、采购和工作进度分别编制支出计划，不套用统一比例。
-- remedy.en:    Plan each project by its contracts, procurement and progress instead of one set of shares.
-- not_covered.zh: 项目很少的文件；只填了一个时点的计划
-- not_covered.en: documents with few projects; plans with one checkpoint only

-- December is left out: it should be 100% in every plan.
WITH cells AS (
    SELECT document_id, project_id,
           MAX(CASE WHEN month <= 3 THEN share_pct END) AS q1, MAX(CASE WHEN month > 3 AND month <= 6 THEN share_pct END) AS q2,
           MAX(CASE WHEN month > 6 AND month <= 9 THEN share_pct END) AS q3, MAX(CASE WHEN month > 9 AND month < 12 THEN share_pct END) AS q4,
           COUNT(share_pct) AS share_count, MIN(source) AS plan_source
    FROM payment_plan
    WHERE month < 12
    GROUP BY document_id, project_id
),

plans AS (
    SELECT c.document_id, c.plan_source, p.project_no,
           CONCAT_WS('/', CAST(CAST(q1 AS INTEGER) AS VARCHAR), CAST(CAST(q2 AS INTEGER) AS VARCHAR),
                     CAST(CAST(q3 AS INTEGER) AS VARCHAR), CAST(CAST(q4 AS INTEGER) AS VARCHAR)) AS plan
    FROM cells c
    JOIN projects p ON p.document_id = c.document_id AND p.project_id = c.project_id
    WHERE c.share_count > 1
),

-- The first project with a plan stands for all that have the same.
counted AS (
    SELECT document_id, plan, plan_source,
           COUNT(*) OVER (PARTITION BY document_id) AS plan_count,
           COUNT(*) OVER (PARTITION BY document_id, plan) AS same_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, plan ORDER BY project_no) AS place
    FROM plans
)

SELECT document_id, plan, plan_source, plan_count, same_count,
       ROUND(CAST(same_count AS DOUBLE) * 100 / plan_count, 1) AS same_pct, plan_source AS source
FROM counted
WHERE place = 1 AND plan_count >= $fewest AND same_count * 100 > plan_count * $least_share
ORDER BY document_id, plan;
