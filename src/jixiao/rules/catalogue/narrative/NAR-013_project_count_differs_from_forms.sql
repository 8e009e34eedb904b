-- id:           NAR-013
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     说明的项目数与绩效目标表的张数不一致
-- title.en:     The number of projects stated is not that of the forms
-- message.zh:   说明为“{claim_text}”，即{claimed_value}个项目，而文件中的绩效目标表有{forms}张，请核对是漏印、重复还是数字有误。
-- message.en:   The narrative says “{claim_text}” ({claimed_value} projects), while the document prints {forms} target form(s). Is a form missing, printed twice, or the number wrong?
-- remedy.zh:    请补齐缺少的绩效目标表，或改正说明中的项目数。
-- remedy.en:    Add the forms that are missing, or correct the number.
-- not_covered.zh: 没有声明覆盖全部项目而只公开一部分的；仅有文字介绍的项目；说明属于其他年度的（NAR-002）
-- not_covered.en: documents that publish a part of the projects and do not claim more; projects described in prose; narrative of another year (NAR-002)
WITH claim AS (
    SELECT claims.document_id, claims.claim_id, claims.text, claims.value, claims.source, documents.covers_all_projects
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.metric = 'target_projects_count' AND claims.value IS NOT NULL AND claims.year = documents.fiscal_year AND NOT claims.is_repeat
), form AS (
    SELECT document_id, COUNT(*) AS forms, MIN(source) AS source
    FROM projects
    WHERE scope = 'project' AND NOT is_described
    GROUP BY document_id
), largest AS (  -- where the count of a department and that of its parts are named, the department's
    SELECT document_id, MAX(value) AS value FROM claim GROUP BY document_id
)
SELECT claim.document_id, claim.text AS claim_text, claim.value AS claimed_value, form.forms, claim.source AS claimed_value_source,
       form.source AS forms_source, claim.source,
       CASE WHEN claim.covers_all_projects THEN 'error' ELSE 'warning' END AS severity
FROM claim
JOIN largest ON largest.document_id = claim.document_id AND largest.value = claim.value
JOIN form ON form.document_id = claim.document_id
WHERE form.forms > claim.value OR (claim.covers_all_projects AND form.forms < claim.value)
ORDER BY claim.document_id, claim.claim_id
