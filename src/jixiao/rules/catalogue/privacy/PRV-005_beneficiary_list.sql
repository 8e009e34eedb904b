-- id:           PRV-005
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  open-government#15
-- parameters:   fewest = privacy.fewest_beneficiaries
-- title.zh:     公开受益人名单和金额
-- title.en:     A list of beneficiaries with amounts is published
-- message.zh:   “{label}”列出{persons}名个人及其金额，首见“{first_text}”。
-- message.en:   “{label}” names {persons} persons with amounts, the first is “{first_text}”.
-- remedy.zh:    改为人数和总金额；法规要求公示的名单另行按规定公示。
-- remedy.en:    Give number and total; lists that the law wants shown are shown separately.
-- not_covered.zh: 没有标签的人名
-- not_covered.en: names without a label
WITH named AS (
    SELECT document_id, project_id, label, source, COUNT(DISTINCT fingerprint) AS persons, MIN(masked) AS first_text
    FROM personal_data
    WHERE kind = 'person_name' AND context IN ('text', 'table') AND has_amount
    GROUP BY document_id, project_id, label, source
)
SELECT document_id, project_id, label, persons, first_text, source AS first_source, source
FROM named
WHERE persons >= $fewest
ORDER BY document_id, project_id, source
