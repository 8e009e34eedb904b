-- id:           PRV-001
-- severity:     error
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  personal-information#6, open-government#15
-- title.zh:     公开文件含个人手机号
-- title.en:     A mobile number is published
-- message.zh:   文件中有{prints}处手机号，共{persons}个不同号码，首见“{first_text}”。
-- message.en:   The document prints mobile numbers at {prints} places, {persons} different ones; the first is “{first_text}”.
-- remedy.zh:    公开前隐去手机号；确需联系方式的，改用单位公开电话。
-- remedy.en:    Hide them before publication; where a contact is needed, give the public number of the agency.
-- not_covered.zh: 固定电话（单位联系方式可以公开）
-- not_covered.en: landlines, which agencies may publish
WITH printed AS (
    SELECT document_id, source, fingerprint, masked, ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY finding_no) AS place
    FROM personal_data
    WHERE kind = 'mobile'
)
SELECT document_id, COUNT(*) AS prints, COUNT(DISTINCT COALESCE(fingerprint, source)) AS persons,
       MIN(CASE WHEN place = 1 THEN masked END) AS first_text, MIN(CASE WHEN place = 1 THEN source END) AS first_source,
       MIN(CASE WHEN place = 1 THEN source END) AS source
FROM printed
GROUP BY document_id
ORDER BY document_id;
