-- id:           FND-004
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   endless = funding.endless_period
-- title.zh:     经常性项目填了有限的项目期
-- title.en:     A recurring project has a period with an end
-- message.zh:   项目属性为“{attribute}”，项目期却填为“{period}”。
-- message.en:   The project is “{attribute}”, but its period is “{period}” ({period_years} years).
-- remedy.zh:    如每年都要安排，请把项目期改为长期；如到期结束，请把项目属性改为一次性或延续性项目。
-- remedy.en:    If it is funded every year, give a period without end; if it ends, correct the attribute.
-- not_covered.zh: 一年一批的经常性项目（项目期1年）；未填项目期或项目属性的表样
-- not_covered.en: recurring projects that are approved year by year (a period of 1 year); forms without period or attribute
SELECT document_id, project_id, attribute, attribute_source, period, period_source, period_years, period_source AS source, confidence
FROM projects
WHERE scope = 'project' AND attribute_class = 'recurring' AND period_years > 1 AND period_years < $endless
ORDER BY document_id, project_id;
