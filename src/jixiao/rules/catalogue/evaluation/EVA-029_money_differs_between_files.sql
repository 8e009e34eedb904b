-- id:           EVA-029
-- severity:     warning
-- stage:        evaluate
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, practice
-- title.zh:     同一项目的自评金额在两份文件里不同
-- title.en:     Two files give one self-evaluation other money
-- message.zh:   “{name}”的{measure_zh}，本文件为{own_yuan}，《{other_file}》为{other_yuan}。
-- message.en:   The {measure_en} of “{name}” is {own_yuan} here and {other_yuan} in “{other_file}”.
-- remedy.zh:    请核对哪一份正确，更正另一份后重新公开，并核对由此得出的执行率和得分。
-- remedy.en:    Find out which is right, correct the other and publish it again; look at rate and points as well.
-- not_covered.zh: 名称写法不同的项目；一份文件里同名的几个项目；同一文件里的汇总表和自评表（EVA-027）；因金额单位不同四舍五入的差额；得分（EVA-028）
-- not_covered.en: names written in other ways; several projects of one name in a file; list and form in one file (EVA-027); what rounding to another unit explains; points (EVA-028)
WITH named AS (
    SELECT e.document_id, e.project_id, COALESCE(p.name, e.listed_name) AS name, COALESCE(p.name_key, e.listed_key) AS name_key,
           e.adjusted_yuan, e.adjusted_step, e.executed_yuan, e.executed_step, e.execution_source, e.source, e.confidence,
           d.agency_key, d.fiscal_year, d.file, COUNT(*) OVER (PARTITION BY e.document_id, COALESCE(p.name_key, e.listed_key)) AS often
    FROM evaluations e
    JOIN documents d ON d.document_id = e.document_id
    LEFT JOIN projects p ON p.document_id = e.document_id AND p.project_id = e.project_id
    WHERE e.listed_form_id IS NULL
),

pair AS (
    SELECT a.*, b.document_id AS other_document_id, regexp_extract(b.file, '[^/]*$') AS other_file, b.adjusted_yuan AS other_adjusted, b.executed_yuan AS other_executed,
           b.adjusted_step AS other_adjusted_step, b.executed_step AS other_executed_step, COALESCE(b.execution_source, b.source) AS other_source
    FROM named a
    JOIN named b ON b.agency_key = a.agency_key AND b.fiscal_year = a.fiscal_year AND b.name_key = a.name_key
    WHERE (a.file > b.file OR a.file = b.file AND a.document_id > b.document_id) AND a.often = 1 AND b.often = 1
),

measured AS (
    SELECT document_id, project_id, name, '全年预算数' AS measure_zh, 'full-year budget' AS measure_en, adjusted_yuan AS own_yuan,
           other_adjusted AS other_yuan, GREATEST(adjusted_step, other_adjusted_step) AS step_yuan, other_document_id, other_file, other_source,
           execution_source, source, confidence
    FROM pair
    UNION ALL
    SELECT document_id, project_id, name, '全年执行数' AS measure_zh, 'executed amount' AS measure_en, executed_yuan AS own_yuan,
           other_executed AS other_yuan, GREATEST(executed_step, other_executed_step) AS step_yuan, other_document_id, other_file, other_source,
           execution_source, source, confidence
    FROM pair
)

SELECT document_id, project_id, name, measure_zh, measure_en, own_yuan, execution_source AS own_yuan_source, other_document_id, other_file, other_yuan,
       other_source, COALESCE(execution_source, source) AS source, confidence
FROM measured
WHERE ABS(own_yuan - other_yuan) * 2 > COALESCE(step_yuan, 0)
ORDER BY document_id, project_id, other_document_id, measure_en DESC;
