-- id:           PRV-002
-- severity:     warning
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  personal-information#6
-- title.zh:     公开文件含经办人等个人姓名
-- title.en:     Names of clerks are published
-- message.zh:   表样末尾有{prints}处“负责人”“经办人”等姓名，共{persons}人，首见“{first_text}”；请确认是否必须公开。
-- message.en:   Forms print names of responsible persons at {prints} places, {persons} persons, the first is “{first_text}”; must they be published?
-- remedy.zh:    按最小必要原则，公开版隐去经办人姓名；负责人姓名依当地规定。
-- remedy.en:    Hide names of clerks in the published version; names of heads follow local rules.
-- not_covered.zh: 文字中提到的人名（PRV-003、PRV-004）
-- not_covered.en: names in prose (PRV-003, PRV-004)
WITH printed AS (
    SELECT document_id, source, fingerprint, masked, ROW_NUMBER() OVER (PARTITION BY document_id ORDER BY finding_no) AS place
    FROM personal_data
    WHERE kind = 'person_name' AND context = 'contact'
)
SELECT document_id, COUNT(*) AS prints, COUNT(DISTINCT COALESCE(fingerprint, source)) AS persons,
       MIN(CASE WHEN place = 1 THEN masked END) AS first_text, MIN(CASE WHEN place = 1 THEN source END) AS first_source,
       MIN(CASE WHEN place = 1 THEN source END) AS source
FROM printed
GROUP BY document_id
ORDER BY document_id;
