-- id:           XPJ-004
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   gap = texts.unit_cost_gap, derived_gap = texts.derived_unit_cost_gap
-- title.zh:     同一内容的单位成本在两个项目中相差很大
-- title.en:     The same thing costs much more in one project than in another
-- message.zh:   “{item}”的单位成本（{how}）在本项目为{own_yuan}，在项目“{other_name}”为{other_yuan}，高的比低的高{gap_pct}。
-- message.en:   One unit ({unit}) of “{item}” costs {own_yuan} here and {other_yuan} in the project “{other_name}” ({how_en}), a gap of {gap_pct}.
-- remedy.zh:    请说明两个项目的规格、工艺和包含的内容有何不同；没有不同的，按较低的单价核定。
-- remedy.en:    Say how specification, method and contents differ; if they do not, the lower price holds.
-- not_covered.zh: 描述中没有四个相同汉字的内容；一个项目有几个数量指标时的推算；非实物的单位（人、次、项）
-- not_covered.en: things whose words share less than four characters; projects with several quantities; units that are no physical ones (人, 次, 项)
WITH apart AS (
    SELECT u.document_id, u.right_project_id AS project_id, r.project_no, u.item, u.unit, u.right_yuan AS own_yuan, u.right_source AS own_yuan_source,
           l.name AS other_name, u.left_yuan AS other_yuan, u.left_source AS other_yuan_source, u.gap_pct, r.confidence,
           CASE WHEN u.left_is_derived OR u.right_is_derived THEN '按年度资金除以数量推算' ELSE '按填列的单位成本' END AS how,
           CASE WHEN u.left_is_derived OR u.right_is_derived THEN 'money of the year by the quantity' ELSE 'as declared' END AS how_en,
           ROW_NUMBER() OVER (PARTITION BY u.document_id, u.right_project_id, u.unit ORDER BY u.gap_pct DESC, l.project_no) AS place
    FROM unit_cost_pairs u
    JOIN projects l ON l.document_id = u.document_id AND l.project_id = u.left_project_id
    JOIN projects r ON r.document_id = u.document_id AND r.project_id = u.right_project_id
    -- A cost that is the money by the quantity may hold other work as well: only a gap of another size tells.
    WHERE u.gap_pct > CASE WHEN u.left_is_derived OR u.right_is_derived THEN $derived_gap ELSE $gap END
)

SELECT document_id, project_id, item, unit, own_yuan, own_yuan_source, other_name, other_yuan, other_yuan_source, gap_pct, how, how_en,
       own_yuan_source AS source, confidence
FROM apart
WHERE place = 1
ORDER BY document_id, project_no, unit;
