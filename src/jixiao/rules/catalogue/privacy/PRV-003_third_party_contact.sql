-- id:           PRV-003
-- severity:     error
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  open-government#15, personal-information#6
-- title.zh:     公开第三方联系人和地址、电话
-- title.en:     Contact details of a third party are published
-- message.zh:   “{label}”写有联系人“{name_text}”的姓名和电话或地址。
-- message.en:   “{label}” names “{name_text}” together with telephone or address.
-- remedy.zh:    公开前删去联系人、电话和地址。
-- remedy.en:    Take name, telephone and address out before publication.
-- not_covered.zh: 没有联系方式的人名；公开说明中本单位的联系人和电话（手机号见PRV-001）
-- not_covered.en: names without contact details; the agency's own contact in the narrative (mobile numbers: PRV-001)
SELECT document_id, project_id, label, MIN(masked) AS name_text, source AS name_source, source
FROM personal_data
WHERE context = 'text' AND kind = 'person_name'
  AND project_id IS NOT NULL  -- whom to ask about a disclosure is printed on purpose
  AND (with_kinds LIKE '%;mobile;%' OR with_kinds LIKE '%;landline;%' OR with_kinds LIKE '%;address;%')
GROUP BY document_id, project_id, label, source
ORDER BY document_id, project_id, source
