-- id:           EVA-028
-- severity:     warning
-- stage:        evaluate
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, practice
-- parameters:   tolerance = evaluation.tolerance
-- title.zh:     同一项目的自评得分在两份文件里不同
-- title.en:     Two files give one project another total
-- message.zh:   “{name}”的自评得分，本文件为{own_total}分，《{other_file}》为{other_value}分。
-- message.en:   “{name}” has {own_total} points here and {other_value} in “{other_file}”.
-- remedy.zh:    请核对哪一份正确，更正另一份后重新公开；其中一份是更正前的旧稿的，请撤下或注明已被替代。
-- remedy.en:    Find out which is right, correct the other and publish it again; withdraw or mark an older version that has been replaced.
-- not_covered.zh: 名称写法不同的项目；一份文件里同名的几个项目；同一文件里的汇总表和自评表（EVA-026）；金额（EVA-029）
-- not_covered.en: names written in other ways; several projects of one name in a file; list and form in one file (EVA-026); amounts (EVA-029)
WITH named AS (
    SELECT e.document_id, e.project_id, COALESCE(p.name, e.listed_name) AS name, COALESCE(p.name_key, e.listed_key) AS name_key,
           e.printed_total, e.printed_total_source, COALESCE(e.printed_total_source, e.source) AS source, e.confidence,
           d.agency_key, d.fiscal_year, d.file, COUNT(*) OVER (PARTITION BY e.document_id, COALESCE(p.name_key, e.listed_key)) AS often
    FROM evaluations e
    JOIN documents d ON d.document_id = e.document_id
    LEFT JOIN projects p ON p.document_id = e.document_id AND p.project_id = e.project_id
    WHERE e.listed_form_id IS NULL
)

SELECT a.document_id, a.project_id, a.name, a.printed_total AS own_total, a.printed_total_source AS own_total_source, b.document_id AS other_document_id,
       regexp_extract(b.file, '[^/]*$') AS other_file, b.printed_total AS other_value, b.source AS other_source, a.source, a.confidence
FROM named a
JOIN named b ON b.agency_key = a.agency_key AND b.fiscal_year = a.fiscal_year AND b.name_key = a.name_key
WHERE (a.file > b.file OR a.file = b.file AND a.document_id > b.document_id) AND a.often = 1 AND b.often = 1
      AND ABS(a.printed_total - b.printed_total) > $tolerance
ORDER BY a.document_id, a.project_id, b.document_id;
