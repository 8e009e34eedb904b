-- id:           IND-022
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- grouped:      yes
-- title.zh:     指标值确定依据空泛
-- title.en:     A basis that says nothing
-- message.zh:   有{empty_count}个指标的确定依据只写“{first_text}”之类的话。
-- message.en:   {empty_count} indicators give “{first_text}” or the like for their basis.
-- remedy.zh:    请写明标准、计划、合同或历史数据及年份。
-- remedy.en:    Name the standard, plan, contract, or the figures of earlier years.
-- not_covered.zh: 没有依据栏的表样
-- not_covered.en: forms without a basis
WITH empty AS (
    SELECT document_id, project_id, basis, COALESCE(basis_source, source) AS source,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE scope = 'project' AND NOT is_placeholder
      AND regexp_matches(basis_key, '^(根据|按照|依据|结合)?(实际)?(工作)?(情况|需要|需求|实际|经验|实际情况|实际需要|工作实际|工作需要|工作经验|历史经验|往年经验|以往经验|经验值|历史数据)$')
)
SELECT document_id, project_id, COUNT(*) AS empty_count, MIN(CASE WHEN place = 1 THEN basis END) AS first_text,
       MIN(CASE WHEN place = 1 THEN source END) AS first_source, MIN(CASE WHEN place = 1 THEN source END) AS source
FROM empty
GROUP BY document_id, project_id
ORDER BY document_id, project_id;
