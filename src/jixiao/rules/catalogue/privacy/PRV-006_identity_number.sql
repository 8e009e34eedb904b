-- id:           PRV-006
-- severity:     error
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  personal-information#6, open-government#15
-- title.zh:     公开身份证号、银行卡号或车牌号
-- title.en:     Identity, card or plate numbers are published
-- message.zh:   文件中有{prints}处身份证号、银行卡号或车牌号，共{persons}个，首见{first_text}。
-- message.en:   The document prints identity, card or plate numbers at {prints} places, {persons} different ones; the first is {first_text}.
-- remedy.zh:    公开前全部隐去。
-- remedy.en:    Hide all of them before publication.
-- not_covered.zh: 单位账号；公务车辆的编号
-- not_covered.en: accounts of agencies; numbers of their own vehicles
WITH printed AS (
    SELECT document_id, source, fingerprint, masked, kind, ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY finding_no) AS place
    FROM personal_data
    WHERE kind IN ('id_number', 'bank_card', 'plate')
)
SELECT document_id, COUNT(*) AS prints, COUNT(DISTINCT COALESCE(fingerprint, source)) AS persons,
       CASE WHEN BOOL_AND(kind = 'plate') THEN 'warning' ELSE 'error' END AS severity,  -- a plate may be that of an official vehicle
       MIN(CASE WHEN place = 1 THEN masked END) AS first_text, MIN(CASE WHEN place = 1 THEN source END) AS first_source,
       MIN(CASE WHEN place = 1 THEN source END) AS source
FROM printed
GROUP BY document_id
ORDER BY document_id;
