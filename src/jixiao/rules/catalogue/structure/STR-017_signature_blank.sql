-- id:           STR-017
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     负责人未填
-- title.en:     The person in charge is left blank
-- message.zh:   {form_count}张有“负责人”栏的表样中，{blank_count}张未填负责人，而经办人等已填。
-- message.en:   Of {form_count} forms with a cell for the person in charge, {blank_count} leave it blank while others (经办人) are filled in.
-- remedy.zh:    请由负责人审签后报送；公开时个人姓名和电话可按规定隐去。
-- remedy.en:    Have the forms signed before filing; names and telephones may be left out when they are published.
-- not_covered.zh: 没有这一栏的表样；整行都空白、即公开时已隐去姓名的表样
-- not_covered.en: forms without the cell; forms whose whole line is blank because names were left out in publishing

-- One finding for a document: the template makes all forms alike.
WITH forms AS (
    SELECT document_id, project_no, source, responsible_is_blank,
           COUNT(*) OVER (PARTITION BY document_id) AS form_count,
           SUM(CASE WHEN responsible_is_blank THEN 1 ELSE 0 END) OVER (PARTITION BY document_id) AS blank_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, responsible_is_blank ORDER BY project_no) AS place
    FROM projects
    WHERE has_responsible_cell
)

SELECT document_id, form_count, blank_count, source AS blank_count_source, source
FROM forms
WHERE responsible_is_blank AND place = 1
ORDER BY document_id;
