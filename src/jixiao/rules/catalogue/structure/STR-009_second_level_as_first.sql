-- id:           STR-009
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     一级指标栏填了二级指标
-- title.en:     A second level stands in the column of the first
-- message.zh:   一级指标栏印作“{printed_text}”，按其二级指标应为“{kept_text}”。
-- message.en:   The column of the first level prints “{printed_text}”; by its second level it is “{kept_text}”.
-- remedy.zh:    请按表样把一级指标填为产出、效益、满意度（或成本），二级指标填在第二栏。
-- remedy.en:    Enter output, benefit, satisfaction (or cost) in the first column and the second level in the second.
-- not_covered.zh: 部门整体绩效目标表；一级指标互相错位（读取时已按二级指标修正）；缺少一级指标
-- not_covered.en: targets of whole departments; first levels in each other's place (mended in reading by the second level); a first level that is missing
WITH misplaced AS (
    SELECT r.document_id, r.project_id, r.printed AS printed_text, r.read_as AS kept_text, r.source AS printed_source,
           ROW_NUMBER() OVER (PARTITION BY r.document_id, r.project_id ORDER BY r.source) AS place
    FROM repairs r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    -- targets of whole departments have first levels of their own (可持续发展能力)
    WHERE r.kind = 'level1_by_level2' AND p.scope = 'project' AND r.printed IS DISTINCT FROM r.read_as
          AND regexp_matches(r.printed, '数量|质量|时效|成本|经济效益|社会效益|生态|可持续|服务对象')
)

SELECT document_id, project_id, printed_text, printed_source, kept_text, printed_source AS source
FROM misplaced
WHERE place = 1
ORDER BY document_id, project_id;
