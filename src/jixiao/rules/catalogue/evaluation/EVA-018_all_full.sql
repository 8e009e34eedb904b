-- id:           EVA-018
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   total = evaluation.weights_total, share = evaluation.full_share, fewest = evaluation.full_fewest
-- title.zh:     自评几乎都是满分
-- title.en:     Nearly all self-evaluations have full points
-- message.zh:   {form_count}张自评表里有{full_count}张填报100分。
-- message.en:   {full_count} of {form_count} self-evaluations claim 100 points.
-- remedy.zh:    请抽查满分项目的完成值和佐证材料；自评不应流于形式。
-- remedy.en:    Look at the evidence of some of them: a self-evaluation is no formality.
-- not_covered.zh: 自评表太少的文件
-- not_covered.en: documents with few self-evaluations
WITH forms AS (
    SELECT document_id, COUNT(*) AS form_count, SUM(CASE WHEN printed_total >= $total THEN 1 ELSE 0 END) AS full_count, MIN(source) AS source
    FROM evaluations
    WHERE printed_total IS NOT NULL
    GROUP BY document_id
)

SELECT document_id, form_count, full_count, source
FROM forms
WHERE form_count >= $fewest AND full_count * 100 > form_count * $share
ORDER BY document_id;
