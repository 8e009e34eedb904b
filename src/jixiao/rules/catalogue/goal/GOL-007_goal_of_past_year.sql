-- id:           GOL-007
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     绩效目标写的是以前年度已完成的工作
-- title.en:     The goal tells what an earlier year has done
-- message.zh:   {fiscal_year}年的绩效目标写“{goal_text}”，说的是{year}年已经完成的情况，不是本年度要达到的目标。
-- message.en:   The goal for {fiscal_year} says “{goal_text}”: what was done in {year}, not what this year is to achieve.
-- remedy.zh:    请写明本年度计划完成的内容和效果；往年情况可作为指标值的依据写在依据栏。
-- remedy.en:    Write what this year will do; results of earlier years may serve as the basis of targets.
-- not_covered.zh: 偿还以前年度欠款和尾款（FND-011）；与往年比较；所引文件的年份（GOL-011）
-- not_covered.en: debts and last payments of earlier years (FND-011); comparisons; years of cited papers (GOL-011)
WITH past AS (
    SELECT y.document_id, y.project_id, y.year, d.fiscal_year, p.goal AS goal_text, y.source AS goal_text_source, p.project_no, p.confidence,
           ROW_NUMBER() OVER (PARTITION BY y.document_id, y.project_id ORDER BY y.year DESC) AS place
    FROM year_mentions y
    JOIN documents d ON d.document_id = y.document_id
    JOIN projects p ON p.document_id = y.document_id AND p.project_id = y.project_id
    WHERE y.field = 'goal' AND y.context = 'completed' AND y.year < d.fiscal_year AND p.scope = 'project' AND NOT p.is_described
          AND d.kind NOT IN ('self_evaluation', 'final_accounts', 'monitoring') AND NOT d.is_final_accounts
          -- What was built before a year is what this year works on.
          AND NOT regexp_matches(y.text, CONCAT(CAST(y.year AS VARCHAR), '年(底|末|度)?(及)?(以前|之前|前|以来)'))
          -- Paying what an earlier year left is work of this year.
          AND NOT regexp_matches(y.text, '尾款|欠款|欠付|未付|结清|付清|偿还|归还|质保金|余款|结余|结转|跨年')
          AND NOT regexp_matches(p.goal, '支付[^，。；]{0,20}(尾款|欠款|余款|质保金)')
)

SELECT document_id, project_id, year, fiscal_year, goal_text, goal_text_source, goal_text_source AS source, confidence
FROM past
WHERE place = 1
ORDER BY document_id, project_no;
