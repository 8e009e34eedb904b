-- id:           NAR-034
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     车辆数与各类用车之和不一致
-- title.en:     The kinds of vehicles do not add up to their number
-- message.zh:   “{total_text}”为{value}辆，所列{parts}类用车共{sum_value}辆，请核对。
-- message.en:   “{total_text}” is {value}; the {parts} kinds listed come to {sum_value}.
-- remedy.zh:    请核对车辆总数和各类用车数。
-- remedy.en:    Check the number of vehicles and of each kind.
-- not_covered.zh: 只列一类用车的；“三公”经费一节的公务用车保有量
-- not_covered.en: texts that list one kind only; the stock of vehicles told under three-public expenses
WITH mention AS (
    SELECT number_mentions.document_id, number_mentions.section_id, mention_no, noun, value, unit, number_mentions.text, number_mentions.source,
           -- each count of all vehicles, and each figure of another unit, begins a new list
           COUNT(CASE WHEN noun LIKE '%车辆' OR unit IS DISTINCT FROM '辆' THEN 1 END)
               OVER (PARTITION BY number_mentions.document_id, number_mentions.section_id ORDER BY mention_no
                     ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS list_no
    FROM number_mentions
    JOIN sections ON sections.document_id = number_mentions.document_id AND sections.section_id = number_mentions.section_id
    WHERE sections.topic = 'assets' AND number_mentions.project_id IS NULL
), part AS (
    SELECT document_id, section_id, list_no, SUM(value) AS sum_value, COUNT(*) AS parts
    FROM mention
    WHERE unit = '辆' AND noun NOT LIKE '%车辆'
    GROUP BY document_id, section_id, list_no
)
SELECT whole.document_id, whole.text AS total_text, whole.value, part.sum_value, part.parts, whole.source AS total_text_source,
       whole.source AS value_source, whole.source AS sum_value_source, whole.source,
       CASE WHEN part.sum_value > whole.value THEN 'error' ELSE 'warning' END AS severity
FROM mention AS whole
JOIN part ON part.document_id = whole.document_id AND part.section_id = whole.section_id AND part.list_no = whole.list_no
WHERE whole.noun LIKE '%车辆' AND whole.unit = '辆' AND part.parts >= 2 AND part.sum_value <> whole.value
ORDER BY whole.document_id, whole.section_id, whole.mention_no
