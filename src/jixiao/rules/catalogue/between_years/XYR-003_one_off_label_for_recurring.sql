-- id:           XYR-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  integration-standard, practice
-- grouped:      yes
-- title.zh:     每年都发生的支出标为一次性项目
-- title.en:     Recurring spending is labelled as one-off
-- message.zh:   项目“{name}”属于每年都会发生的支出，项目属性却填“{attribute}”。
-- message.en:   “{name}” is spending that comes every year, but the form calls it “{attribute}”.
-- remedy.zh:    请把项目属性改为经常性（延续性）项目；确属一次性的，请在名称或立项依据中写明。
-- remedy.en:    Call it a recurring project; where it is done once only, say so in its name or reasons.
-- not_covered.zh: 没有项目属性一栏的表样；按年批复的一年期项目；名称看不出是否每年发生的支出
-- not_covered.en: forms without attribute; projects that are approved year by year; spending whose name does not tell
SELECT document_id, project_id, name, name_source, attribute, attribute_source, attribute_source AS source, confidence
FROM projects
WHERE scope = 'project' AND NOT is_described AND attribute_class = 'one_off'
      AND (is_paid_monthly OR activity IN ('wages', 'heating', 'utilities')
           OR regexp_matches(name_key, '(维护|运维|养护|物业|保洁|保安|租赁|租金|房租|采暖|取暖|供暖|电费|水费|网络|线路|专线|公用|办案|业务)(服务|管理|经费|费用|费|补助)')
           OR regexp_matches(name_key, '遗属|工资|津贴|驻村|保管费|工本费|调解费'))
      -- Building and buying is done once.
      AND NOT regexp_matches(name_key, '建设|改造|购置|采购|升级|新建|装修|工程')
ORDER BY document_id, project_no;
