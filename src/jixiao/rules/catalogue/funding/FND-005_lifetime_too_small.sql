-- id:           FND-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   years = funding.long_period, share = funding.least_lifetime_share
-- title.zh:     项目总额与项目期不相称
-- title.en:     The money of the whole project does not fit its period
-- message.zh:   项目期{period_years}年，年度资金{budget_yuan}，项目总额却只有{lifetime_yuan}。
-- message.en:   The period is {period_years} years and the money of this year {budget_yuan}, but the whole project has only {lifetime_yuan}.
-- remedy.zh:    请核对项目期和项目总额：项目总额应为项目期内各年资金之和；系统默认的项目期请改为实际年限。
-- remedy.en:    Check period and total: the total is the sum of all years; a default period of the system should be replaced by the true one.
-- not_covered.zh: 项目总额小于年度资金（FND-002）；短于设定年限的项目
-- not_covered.en: a total below the money of the year (FND-002); projects shorter than the period set
SELECT document_id, project_id, lifetime_yuan, lifetime_source, budget_yuan, budget_source, period_years, lifetime_source AS source, confidence
FROM projects
WHERE scope = 'project' AND period_years >= $years
      AND lifetime_yuan < budget_yuan * period_years * $share
      -- a total below the year's own money is FND-002
      AND 2 * (budget_yuan - lifetime_yuan) <= COALESCE(lifetime_step, 0) + COALESCE(budget_step, 0)
ORDER BY document_id, project_id;
