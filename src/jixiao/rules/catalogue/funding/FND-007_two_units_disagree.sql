-- id:           FND-007
-- severity:     error
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     同一金额换算单位后不一致
-- title.en:     One amount in two units disagrees
-- message.zh:   “{text}”：前者合{first_yuan}，后者合{second_yuan}，两者不是同一金额。
-- message.en:   “{text}”: the first is {first_yuan}, the second {second_yuan}; they are not the same amount.
-- remedy.zh:    请核对原始数据，更正其中一个。
-- remedy.en:    Check the source of the figure and correct one of the two.
-- not_covered.zh: 没有用括号紧接着重写的金额；表样与项目支出表之间（STR-004）
-- not_covered.en: amounts that are not restated in brackets right behind; a form against the list of projects (STR-004)
SELECT document_id, project_id, text, first_yuan, second_yuan, source
FROM restated_amounts
WHERE 2 * ABS(first_yuan - second_yuan) > COALESCE(first_step, 0) + COALESCE(second_step, 0)
ORDER BY document_id, project_id, source, text;
