-- id:           STR-010
-- severity:     info
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     两格内容合在一格
-- title.en:     Two cells run together
-- message.zh:   一格印作“{printed_text}”，是“{kept_text}”两格的内容。
-- message.en:   One cell prints “{printed_text}”, which are two: “{kept_text}”.
-- remedy.zh:    请把二级指标和三级指标分填两格。
-- remedy.en:    Put the second level and the indicator in cells of their own.
-- not_covered.zh: 设计上把各级指标写在一格的表样
-- not_covered.en: forms that are made with all levels in one cell
WITH merged AS (
    SELECT document_id, project_id, printed AS printed_text, read_as AS kept_text, source AS printed_source,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY source) AS place
    FROM repairs
    WHERE kind = 'split' AND project_id IS NOT NULL
)

SELECT document_id, project_id, printed_text, printed_source, kept_text, printed_source AS source
FROM merged
WHERE place = 1
ORDER BY document_id, project_id;
