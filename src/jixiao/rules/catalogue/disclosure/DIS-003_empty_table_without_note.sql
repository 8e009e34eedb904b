-- id:           DIS-003
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143
-- title.zh:     空表没有说明
-- title.en:     An empty table without a note
-- message.zh:   《{table_title}》是空表，表下没有说明为什么没有数据。
-- message.en:   “{table_title}” is empty, and no note says why.
-- remedy.zh:    请在表下注明“本单位无……，故本表为空表”。
-- remedy.en:    Add a note below the table that says what there is not.
-- not_covered.zh: 说明所指与表不符（DIS-011）
-- not_covered.en: notes that speak of another table (DIS-011)
WITH told AS (  -- the narrative says that there is none: the reader can know it, the table itself does not say it
    SELECT document_id, CASE metric WHEN 'fund' THEN 'T08_fund' ELSE 'T09_state_capital' END AS kind
    FROM claims
    WHERE metric IN ('fund', 'state_capital') AND amount_yuan = 0
    GROUP BY document_id, metric
)
SELECT budget_tables.document_id, budget_tables.title AS table_title, budget_tables.kind,
       CASE WHEN told.kind IS NULL THEN 'warning' ELSE 'info' END AS severity, budget_tables.source
FROM budget_tables
LEFT JOIN told ON told.document_id = budget_tables.document_id AND told.kind = budget_tables.kind
WHERE budget_tables.is_empty AND budget_tables.note IS NULL AND budget_tables.kind NOT IN ('other', 'T16_targets', 'T17_org')
  AND NOT regexp_matches(COALESCE(budget_tables.title, ''), '空表|无数据|无此|不涉及')
ORDER BY budget_tables.document_id, budget_tables.table_no;
