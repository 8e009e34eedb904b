-- id:           GOL-004
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- yields_to:    GOL-002, GOL-007
-- title.zh:     目标中的承诺没有对应指标
-- title.en:     A promise of the goal has no indicator
-- message.zh:   绩效目标写有“{promise_text}”，但没有指标衡量“{noun}”（目标中没有指标的可衡量内容共{promise_count}处）。
-- message.en:   The goal says “{promise_text}”, but no indicator measures “{noun}” ({promise_count} measurable promise(s) of the goal have none).
-- remedy.zh:    请为其增设指标和指标值，或删去目标中不考核的内容。
-- remedy.en:    Add an indicator with a target, or take out of the goal what will not be measured.
-- not_covered.zh: 没有数量或比率的承诺（如“氛围良好”）；金额与期限；现有数；同一目标中另有数字已设指标的其他数字；往年数；只在资金用途中写的内容；没有指标的项目（IND）
-- not_covered.en: promises without a number or a rate; money and time; what there is already; other numbers of a goal of which one has its indicator; earlier years; what only the purpose says; projects without indicators (IND)
WITH missing AS (
    SELECT document_id, project_id, noun, text AS promise_text, source AS promise_source,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS promise_count,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY promise_no) AS place
    FROM promises
    WHERE NOT has_indicator
          AND (
              kind = 'rate'
              -- Where one number of the goal has its indicator, the others tell its extent.
              OR kind = 'number' AND NOT EXISTS (
                  SELECT 1 FROM promises o
                  WHERE o.document_id = promises.document_id AND o.project_id = promises.project_id AND o.kind = 'number' AND o.has_indicator
              )
          )
)

SELECT m.document_id, m.project_id, m.noun, m.promise_text, m.promise_source, m.promise_count, m.promise_source AS source, p.confidence
FROM missing m
JOIN projects p ON p.document_id = m.document_id AND p.project_id = m.project_id
WHERE m.place = 1 AND p.scope = 'project' AND NOT p.is_described AND p.indicator_count > 0
ORDER BY m.document_id, p.project_no;
