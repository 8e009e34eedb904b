-- id:           PRV-004
-- severity:     error
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  open-government#15, personal-information#6
-- title.zh:     公开特定个人的伤病信息
-- title.en:     Health data of a person are published
-- message.zh:   “{label}”中写有“{name_text}”的伤病、医疗或护理情况。
-- message.en:   “{label}” tells of injury, treatment or care of “{name_text}”.
-- remedy.zh:    公开前隐去姓名，只保留金额和用途类别。
-- remedy.en:    Hide the name and keep amount and kind of use.
-- not_covered.zh: 没有姓名的伤病描述
-- not_covered.en: descriptions without a name
SELECT document_id, project_id, label, MIN(masked) AS name_text, source AS name_source, source
FROM personal_data
WHERE kind = 'health'
GROUP BY document_id, project_id, label, source
ORDER BY document_id, project_id, source
