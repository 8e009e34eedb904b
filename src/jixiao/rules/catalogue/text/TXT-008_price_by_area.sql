-- id:           TXT-008
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   tolerance = texts.arithmetic_tolerance
-- title.zh:     单价乘面积与文字中的金额不符
-- title.en:     Price by area does not make the amount in the text
-- message.zh:   {area_value}平方米×{price_yuan}（“{price_text}”）为{product_yuan}，而文字写“{amount_text}”，为{amount_yuan}，请核对单价、面积和金额是否同一范围。
-- message.en:   {area_value} square metres by {price_yuan} (“{price_text}”) make {product_yuan}, the text says “{amount_text}”, that is {amount_yuan}. Do price, area and amount cover the same?
-- remedy.zh:    请核对单价、面积与金额；单价为上限的，请写明测算单价。
-- remedy.en:    Check price, area and amount; where the price is a ceiling, give the one that was reckoned with.
-- not_covered.zh: 单价为上限且金额更小、相差不到容差的；每月或每季单价；没有写金额的项目；成本与预算比较（CST）
-- not_covered.en: ceilings that the amount keeps within the tolerance; monthly prices; forms that state no amount; costs against the budget (CST)

-- Area, price for a square metre and amount that one word binds together, such as 物业.
WITH areas AS (
    SELECT document_id, project_id, value AS area_value, target_source AS area_value_source,
           regexp_extract(name, '物业|保洁|采暖|供暖|取暖|租赁|绿化|养护|维修|修缮|标线|清扫|防水|粉刷') AS word
    FROM indicators
    WHERE NOT is_placeholder AND unit = 'm2' AND kind = 'numeric' AND value > 0
),

prices AS (
    SELECT document_id, project_id, value AS price_yuan, operator AS price_operator, CONCAT(name, ' ', text) AS price_text, target_source AS price_text_source,
           regexp_extract(name, '物业|保洁|采暖|供暖|取暖|租赁|绿化|养护|维修|修缮|标线|清扫|防水|粉刷') AS word
    FROM indicators
    WHERE NOT is_placeholder AND unit = 'yuan' AND kind = 'numeric' AND value > 0
          AND (per LIKE '%平方米%' OR per LIKE '%平米%' OR per LIKE '%㎡%' OR per = ';单位;') AND per NOT LIKE '%月%' AND per NOT LIKE '%季%' AND per NOT LIKE '%天%'
),

amounts AS (
    SELECT n.document_id, n.project_id, n.value AS amount_yuan, COALESCE(n.value_step, 0) AS amount_step, n.text AS amount_text, n.source AS amount_text_source,
           regexp_extract(n.noun, '物业|保洁|采暖|供暖|取暖|租赁|绿化|养护|维修|修缮|标线|清扫|防水|粉刷') AS word,
           COUNT(*) OVER (PARTITION BY n.document_id, n.project_id, regexp_extract(n.noun, '物业|保洁|采暖|供暖|取暖|租赁|绿化|养护|维修|修缮|标线|清扫|防水|粉刷')) AS amount_count
    FROM number_mentions n
    JOIN documents d ON d.document_id = n.document_id
    WHERE n.dimension = 'money' AND n.per IS NULL AND NOT n.is_approximate
          AND n.field <> 'goal_of_period' AND (n.year IS NULL OR n.year = d.fiscal_year)
),

products AS (
    SELECT a.document_id, a.project_id, a.area_value, a.area_value_source, p.price_yuan, p.price_operator, p.price_text, p.price_text_source,
           m.amount_yuan, m.amount_step, m.amount_text, m.amount_text_source, ROUND(CAST(a.area_value AS DOUBLE) * CAST(p.price_yuan AS DOUBLE), 2) AS product_yuan
    FROM areas a
    JOIN prices p ON p.document_id = a.document_id AND p.project_id = a.project_id AND p.word = a.word
    JOIN amounts m ON m.document_id = a.document_id AND m.project_id = a.project_id AND m.word = a.word AND m.amount_count = 1
    WHERE a.word <> ''
)

SELECT document_id, project_id, area_value, area_value_source, price_yuan, price_text, price_text_source, product_yuan, amount_yuan, amount_text, amount_text_source,
       -- Below the product of a ceiling the amount is possible: a question.
       CASE WHEN price_operator IN ('≤', '<') AND amount_yuan < product_yuan THEN 'info' ELSE 'warning' END AS severity,
       amount_text_source AS source
FROM products
WHERE ABS(product_yuan - amount_yuan) * 100 > amount_yuan * $tolerance AND 2 * ABS(product_yuan - amount_yuan) > amount_step
ORDER BY document_id, project_id, amount_text_source;
