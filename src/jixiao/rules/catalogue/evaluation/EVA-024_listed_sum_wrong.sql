-- id:           EVA-024
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, practice
-- title.zh:     自评结果汇总表的合计与各行之和不符
-- title.en:     A total of a list of self-evaluations is not the sum of its rows
-- message.zh:   汇总表“{name}”行的{measure_zh}为{printed_yuan}，应为{parts}行之和{parts_yuan}，相差{difference_yuan}。
-- message.en:   Row “{name}” of the list prints {printed_yuan} as {measure_en}; the {parts} rows that make it add up to {parts_yuan}: a difference of {difference_yuan}.
-- remedy.zh:    请核对合计行和各项目金额，查明是漏列项目、重复列示还是填错，更正后再公开。
-- remedy.en:    Check the total and each project: one may be left out, listed twice or wrong; correct it before the list is published.
-- not_covered.zh: 没有合计行的表；看不出小计是加在上面还是下面各行的表；列有“其中”行的表；金额没有读出的列；得分的平均数
-- not_covered.en: lists without a total; lists that do not show whether a subtotal adds up the rows above or below; lists with rows that are part of others (其中); columns with an amount that could not be read; averages of points
SELECT document_id, table_title, name, CASE measure WHEN 'initial' THEN '年初预算数' WHEN 'adjusted' THEN '全年预算数' ELSE '全年执行数' END AS measure_zh,
       CASE measure WHEN 'initial' THEN 'initial budget' WHEN 'adjusted' THEN 'full-year budget' ELSE 'executed amount' END AS measure_en,
       printed_yuan, source AS printed_yuan_source, parts, parts_yuan, ABS(printed_yuan - parts_yuan) AS difference_yuan, source, confidence
FROM listed_sums
WHERE ABS(printed_yuan - parts_yuan) > slack_yuan
ORDER BY document_id, sum_no;
