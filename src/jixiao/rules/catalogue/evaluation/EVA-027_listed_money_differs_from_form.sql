-- id:           EVA-027
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, practice
-- title.zh:     汇总表的金额与自评表不一致
-- title.en:     The list of self-evaluations has other money than the form
-- message.zh:   “{name}”的{measure_zh}，汇总表为{listed_yuan}，自评表为{form_yuan}。
-- message.en:   The list gives “{name}” {listed_yuan} as {measure_en}, its form {form_yuan}.
-- remedy.zh:    请核对哪一处正确，把汇总表和自评表改成一致后再公开；执行率和得分也要随之核对。
-- remedy.en:    Find out which is right, and make list and form agree before they are published; look at rate and points as well.
-- not_covered.zh: 自评表不在同一文件中的项目；同名的几个项目；名称写法不同的项目；因金额单位不同四舍五入的差额；得分（EVA-026）
-- not_covered.en: projects whose form is in another file; several projects of one name; names written in other ways; what rounding to another unit explains; points (EVA-026)
WITH pair AS (
    SELECT l.document_id, f.project_id, l.listed_no, 1 AS place, l.listed_name AS name, '全年预算数' AS measure_zh, 'full-year budget' AS measure_en,
           l.adjusted_yuan AS listed_yuan, f.adjusted_yuan AS form_yuan, GREATEST(l.adjusted_step, f.adjusted_step) AS step_yuan,
           l.execution_source AS listed_source, f.execution_source AS form_source, l.confidence
    FROM evaluations l
    JOIN evaluations f ON f.document_id = l.document_id AND f.project_id = l.listed_form_id
    UNION ALL
    SELECT l.document_id, f.project_id, l.listed_no, 2 AS place, l.listed_name AS name, '全年执行数' AS measure_zh, 'executed amount' AS measure_en,
           l.executed_yuan AS listed_yuan, f.executed_yuan AS form_yuan, GREATEST(l.executed_step, f.executed_step) AS step_yuan,
           l.execution_source AS listed_source, f.execution_source AS form_source, l.confidence
    FROM evaluations l
    JOIN evaluations f ON f.document_id = l.document_id AND f.project_id = l.listed_form_id
)

SELECT document_id, project_id, name, measure_zh, measure_en, listed_yuan, listed_source AS listed_yuan_source, form_yuan, form_source AS form_yuan_source,
       listed_source AS source, confidence
FROM pair
WHERE ABS(listed_yuan - form_yuan) * 2 > COALESCE(step_yuan, 0)
ORDER BY document_id, listed_no, place;
