-- id:           XPJ-003
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  budget-law#37, practice
-- parameters:   shortest = texts.shortest_item_name
-- title.zh:     两个项目安排同一内容的资金
-- title.en:     Two projects pay for the same item
-- message.zh:   成本指标“{item}”在本项目为{amount_yuan}，在项目“{other_name}”为{other_yuan}，两个项目同年安排同一内容，请核对是否重复。
-- message.en:   The cost “{item}” is {amount_yuan} here and {other_yuan} in the project “{other_name}”: is the same thing paid twice in one year?
-- remedy.zh:    请核对两个项目的采购或工程清单；确属不同内容的，请在指标名称中写明区别，重复的予以核减。
-- remedy.en:    Compare what both projects buy; if it is not the same, tell the difference in the name of the indicator, otherwise strike it out of one of them.
-- not_covered.zh: 名称不同而内容相同的；通用的成本名称（项目总成本、办公费等）；单位成本；名称只差年份、期次的项目
-- not_covered.en: the same thing under other names; stock names such as 项目总成本 or 办公费; costs for one; projects whose names differ only in year or stage

-- Costs of a whole item by its name; stock words such as 项目总成本 name no item.
WITH items AS (
    SELECT i.document_id, i.project_id, i.name, i.name_sha256, i.value AS amount_yuan, i.target_source AS amount_source, p.project_no, i.confidence,
           regexp_replace(p.name_key, '[0-9一二三四五六七八九十年度期批次标段]', '', 'g') AS stem
    FROM indicators i
    JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
    WHERE p.scope = 'project' AND NOT p.is_described AND NOT i.is_placeholder AND i.is_cost AND i.dimension = 'money' AND i.value > 0
          AND i.per IS NULL AND NOT i.is_unit_cost AND LENGTH(i.name_key) >= $shortest
          AND NOT regexp_matches(i.name_key, '^(本?(年度?|项目|预算|资金|经费|实施|建设|总|各项|全部|所需|年内|全年|单位)+)?(的|总)?(成本|支出|投资|投入|资金|经费|费用|预算|金额|造价|规模|控制|数|额|总额|总数|总成本|总支出|总投资|总费用|使用|安排|执行|情况|不超|超|过|出)*$')
          AND NOT regexp_matches(i.name_key, '(办公|差旅|印刷|培训|会议|水电|物业管理|邮电|取暖|维修维护|劳务|咨询|委托业务|公务接待|公车运行|车辆运行维护|其他商品和服务|人员|工资|社保|公用|工作|运行|业务|日常)(费用?|经费|支出|成本)?$')
),

pairs AS (
    SELECT b.document_id, b.project_id, b.project_no, b.name AS item, b.amount_yuan, b.amount_source, b.confidence,
           o.name AS other_name, a.amount_yuan AS other_yuan, a.amount_source AS other_yuan_source,
           ROW_NUMBER() OVER (PARTITION BY b.document_id, b.project_id, b.name_sha256 ORDER BY a.project_no) AS place
    FROM items a
    JOIN items b ON b.document_id = a.document_id AND b.name_sha256 = a.name_sha256 AND b.project_no > a.project_no AND b.stem <> a.stem
    JOIN projects o ON o.document_id = a.document_id AND o.project_id = a.project_id
)

SELECT document_id, project_id, item, amount_yuan, amount_source, other_name, other_yuan, other_yuan_source, amount_source AS source, confidence
FROM pairs
WHERE place = 1
ORDER BY document_id, project_no, source;
