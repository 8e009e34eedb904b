-- id:           NAR-016
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     增减变化没有说明原因
-- title.en:     A change without a reason
-- message.zh:   “{change_text}”有{delta_yuan}的增减，未见原因说明。
-- message.en:   “{change_text}” is a change of {delta_yuan}, and no reason is given.
-- remedy.zh:    请补充增减变化的原因。
-- remedy.en:    Give the reason.
-- not_covered.zh: 原因是否充分；决算与预算的差异；单个科目的增减
-- not_covered.en: whether a reason is sufficient; final accounts against the budget; changes of single classes and items
WITH change AS (
    SELECT comparisons.document_id, comparisons.comparison_id, comparisons.claim_id, comparisons.topic, comparisons.metric, comparisons.text,
           comparisons.delta_yuan, comparisons.source, comparisons.has_reason OR comparisons.within_reason AS is_explained
    FROM comparisons
    JOIN documents ON documents.document_id = comparisons.document_id
    WHERE comparisons.kind = 'change' AND comparisons.direction IN ('increase', 'decrease') AND comparisons.delta_yuan > 0
      AND comparisons.year = documents.fiscal_year
), explained_elsewhere AS (  -- the same change, explained at another place
    SELECT DISTINCT document_id, delta_yuan FROM change WHERE is_explained
), explained_by_parts AS (  -- a total whose parts give the reasons, or are asked for them themselves
    SELECT DISTINCT claims.document_id, claims.part_of AS claim_id
    FROM claims
    JOIN change ON change.document_id = claims.document_id AND change.claim_id = claims.claim_id
), explained_against_budget AS (  -- why the accounts differ from the budget says as well why they differ from the year before
    SELECT DISTINCT document_id, metric FROM comparisons WHERE kind = 'completion' AND has_reason AND metric IS NOT NULL
), explained_with_total AS (  -- a reason for the three-public total stands for its items
    SELECT DISTINCT document_id FROM comparisons WHERE metric = 'three_public_total' AND has_reason
), explained_as_a_whole AS (  -- of income and expenditure in all, one reason is enough
    SELECT DISTINCT document_id
    FROM change
    WHERE is_explained AND metric IN ('total_income', 'total_expenditure', 'current_income', 'current_expenditure', 'fiscal_income', 'fiscal_expenditure', 'general')
), explained_by_items AS (  -- the general budget, whose items give their reasons
    SELECT DISTINCT comparisons.document_id
    FROM comparisons
    JOIN narrative_items ON narrative_items.document_id = comparisons.document_id AND narrative_items.claim_id = comparisons.claim_id
    WHERE comparisons.kind = 'change' AND comparisons.has_reason
)
SELECT change.document_id, change.text AS change_text, change.delta_yuan, change.source AS change_source, change.source
FROM change
LEFT JOIN explained_against_budget ON explained_against_budget.document_id = change.document_id
    AND explained_against_budget.metric = change.metric
LEFT JOIN explained_with_total ON explained_with_total.document_id = change.document_id AND change.metric LIKE 'three_public%'
LEFT JOIN explained_as_a_whole ON explained_as_a_whole.document_id = change.document_id
    AND change.metric NOT LIKE 'three_public%' AND change.metric <> 'agency_operating'
LEFT JOIN explained_by_items ON explained_by_items.document_id = change.document_id AND change.topic IN ('general', 'fiscal')
LEFT JOIN explained_elsewhere ON explained_elsewhere.document_id = change.document_id AND explained_elsewhere.delta_yuan = change.delta_yuan
LEFT JOIN explained_by_parts ON explained_by_parts.document_id = change.document_id AND explained_by_parts.claim_id = change.claim_id
WHERE NOT change.is_explained AND explained_elsewhere.delta_yuan IS NULL AND explained_by_parts.claim_id IS NULL
  AND explained_against_budget.metric IS NULL AND explained_with_total.document_id IS NULL
  AND explained_by_items.document_id IS NULL
  AND explained_as_a_whole.document_id IS NULL
  AND change.metric IS NOT NULL  -- single classes and items need none
  AND change.topic IN ('overview', 'income', 'expenditure', 'fiscal', 'general', 'three_public', 'operating')
ORDER BY change.document_id, change.comparison_id
