-- id:           EVA-026
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, practice
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     汇总表的得分与自评表不一致
-- title.en:     The list of self-evaluations has another total than the form
-- message.zh:   “{name}”的自评得分，汇总表为{listed_total}分，自评表为{form_total}分。
-- message.en:   The list gives “{name}” {listed_total} points, its form {form_total}.
-- remedy.zh:    请核对哪一处正确，把汇总表和自评表改成一致后再公开。
-- remedy.en:    Find out which is right, and make list and form agree before they are published.
-- not_covered.zh: 自评表不在同一文件中的项目；同名的几个项目；名称写法不同的项目；没有印总分的自评表；金额（EVA-027）
-- not_covered.en: projects whose form is in another file; several projects of one name; names written in other ways; forms without a total; amounts (EVA-027)
SELECT l.document_id, f.project_id, l.listed_name AS name, l.printed_total AS listed_total, l.printed_total_source AS listed_total_source,
       f.printed_total AS form_total, f.printed_total_source AS form_total_source, COALESCE(l.printed_total_source, l.source) AS source, l.confidence
FROM evaluations l
JOIN evaluations f ON f.document_id = l.document_id AND f.project_id = l.listed_form_id
WHERE ABS(l.printed_total - f.printed_total) > $tolerance
ORDER BY l.document_id, l.listed_no;
