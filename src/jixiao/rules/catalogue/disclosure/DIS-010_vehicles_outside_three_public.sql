-- id:           DIS-010
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     项目购置车辆而三公经费购置费为零
-- title.en:     A project buys vehicles while the three-public table shows no purchase
-- message.zh:   “{name}”（{value_text}）涉及购置车辆，三公经费表公务用车购置费为{purchase_yuan}；执法执勤等车辆是否另列，请说明。
-- message.en:   “{name}” ({value_text}) buys vehicles, while the three-public table shows {purchase_yuan} of purchase; are they shown elsewhere?
-- remedy.zh:    请说明车辆性质和经费列支口径。
-- remedy.en:    Say what vehicles they are and where they are shown.
-- not_covered.zh: 租赁车辆；名称看不出车辆的采购
-- not_covered.en: rented vehicles; purchases whose names do not tell
WITH figure AS (
    SELECT document_id, MAX(amount_yuan) AS purchase_yuan, MIN(source) AS source
    FROM key_figures
    WHERE metric = 'three_public_vehicle_purchase' AND measure = 'budget'
    GROUP BY document_id
), vehicle AS (
    SELECT document_id, project_id, name, text AS value_text, source FROM indicators
    WHERE regexp_matches(concat(name, ' ', COALESCE(description, '')), '(购置|购买|采购|更新).{0,10}(警车|车辆|用车|汽车)|(警车|车辆|汽车).{0,4}(购置|采购)')
      AND NOT regexp_matches(concat(name, ' ', COALESCE(description, '')), '非机动车|车辆(检测|识别|抓拍|配件|保险|维修|通行|停放|管理)')
      AND level2_code = 'output.quantity' AND dimension = 'count' AND NOT is_placeholder
    UNION ALL
    SELECT document_id, project_id, item AS name, code AS value_text, source FROM procurement_lines
    WHERE role = 'item' AND (code LIKE 'A020305%' OR code LIKE 'A020306%' OR regexp_matches(item, '警车|轿车|汽车|越野车|客车'))
)
SELECT vehicle.document_id, vehicle.project_id, vehicle.name, vehicle.value_text, vehicle.source AS value_source, figure.source AS purchase_source,
       figure.purchase_yuan, vehicle.source
FROM vehicle
JOIN figure ON figure.document_id = vehicle.document_id
WHERE figure.purchase_yuan = 0
ORDER BY vehicle.document_id, vehicle.project_id, vehicle.source
