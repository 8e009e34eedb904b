-- id:           NAR-014
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     绩效目标涉及的金额与项目支出不一致
-- title.en:     The money under targets is not the expenditure on projects
-- message.zh:   说明“{claim_text}”称覆盖全部项目，金额为{amount_yuan}，而项目支出为{project_yuan}，相差{difference_yuan}，请核对。
-- message.en:   The narrative (“{claim_text}”) says that all projects are covered, with {amount_yuan}; expenditure on projects is {project_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对金额，或写明哪些项目没有编报绩效目标。
-- remedy.en:    Check the amount, or say which projects have no targets.
-- not_covered.zh: 没有声明覆盖全部项目的文件；项目个数（NAR-013）
-- not_covered.en: documents that do not claim to cover all projects; the number of projects (NAR-013)
WITH claim AS (
    SELECT claims.document_id, claims.claim_id, claims.text, claims.amount_yuan, COALESCE(claims.amount_step, 0) AS step, claims.source
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.metric = 'target_projects_amount' AND claims.year = documents.fiscal_year
      AND NOT claims.is_repeat AND documents.covers_all_projects
), largest AS (  -- the amount of all projects, not that of a kind of them
    SELECT document_id, MAX(amount_yuan) AS amount_yuan FROM claim GROUP BY document_id
), project AS (  -- with which it may agree: the table of expenditure, the list of projects, the forms
    SELECT document_id, amount_yuan, COALESCE(amount_step, 0) AS step, source, 1 AS place
    FROM key_figures
    WHERE metric IN ('project', 'general_project')
    UNION ALL
    SELECT document_id, SUM(amount_yuan), SUM(COALESCE(amount_step, 0)), MIN(source), 2
    FROM project_list
    GROUP BY document_id
    UNION ALL
    SELECT document_id, SUM(budget_yuan), SUM(COALESCE(budget_step, 0)), MIN(source), 3
    FROM projects
    WHERE scope = 'project' AND NOT is_described
    GROUP BY document_id
), compared AS (
    SELECT claim.*, project.amount_yuan AS project_yuan, project.source AS project_source,
           BOOL_OR(2 * ABS(claim.amount_yuan - project.amount_yuan) <= claim.step + project.step)
               OVER (PARTITION BY claim.document_id, claim.claim_id) AS agrees,
           ROW_NUMBER() OVER (PARTITION BY claim.document_id, claim.claim_id ORDER BY project.place, project.amount_yuan DESC) AS first_one
    FROM claim
    JOIN largest ON largest.document_id = claim.document_id AND largest.amount_yuan = claim.amount_yuan
    JOIN project ON project.document_id = claim.document_id AND project.amount_yuan IS NOT NULL
)
SELECT document_id, text AS claim_text, amount_yuan, project_yuan, ABS(amount_yuan - project_yuan) AS difference_yuan, source AS amount_source,
       project_source, source
FROM compared
WHERE NOT agrees AND first_one = 1
ORDER BY document_id, claim_id
