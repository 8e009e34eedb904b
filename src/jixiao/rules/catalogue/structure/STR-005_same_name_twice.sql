-- id:           STR-005
-- severity:     info
-- stage:        review
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     两个项目同名
-- title.en:     Two projects have the same name
-- message.zh:   项目“{name}”出现两次，预算分别为{first_yuan}和{budget_yuan}。
-- message.en:   Two projects are called “{name}”, with {first_yuan} and {budget_yuan}.
-- remedy.zh:    请核对是否重复申报；确为两个项目的，请用名称区分（单位、资金来源或内容）。
-- remedy.en:    Check that it was not declared twice; if they are two, tell them apart by name (unit, source of money or content).
-- not_covered.zh: 同一表样重复印制（STR-001）；实施单位不同的同名项目；名称只差年份的项目
-- not_covered.en: one form printed twice (STR-001); projects of different units; names that differ by the year only

-- The first of a name is quoted with each later one.
WITH named AS (
    SELECT document_id, project_id, project_no, name, name_key, name_source, unit_key, budget_yuan, budget_source, confidence,
           FIRST_VALUE(budget_yuan) OVER (PARTITION BY document_id, name_key ORDER BY project_no) AS first_yuan,
           FIRST_VALUE(name_source) OVER (PARTITION BY document_id, name_key ORDER BY project_no) AS first_source,
           FIRST_VALUE(unit_key) OVER (PARTITION BY document_id, name_key ORDER BY project_no) AS first_unit,
           ROW_NUMBER() OVER (PARTITION BY document_id, name_key ORDER BY project_no) AS place
    FROM projects
    WHERE scope = 'project' AND name_key IS NOT NULL
)

SELECT document_id, project_id, name, name_source, first_yuan, first_source, budget_yuan, budget_source, name_source AS source, confidence
FROM named
WHERE place > 1 AND (unit_key IS NULL OR first_unit IS NULL OR unit_key = first_unit)
ORDER BY document_id, project_id;
