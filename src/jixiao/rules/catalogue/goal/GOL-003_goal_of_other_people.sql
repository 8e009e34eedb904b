-- id:           GOL-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- yields_to:    GOL-002
-- title.zh:     绩效目标所讲的对象与项目无关
-- title.en:     The goal speaks of other people than the project
-- message.zh:   绩效目标写的是“{goal_word}”，而项目名称和指标说的是“{own_word}”，全表其他栏目没有提到“{goal_word}”，请核对目标是否填错。
-- message.en:   The goal speaks of “{goal_word}”, name and indicators of “{own_word}”; no other field mentions “{goal_word}”. Does the goal belong to this project?
-- remedy.zh:    请核对项目的服务或保障对象，改正绩效目标，或补充相应的指标。
-- remedy.en:    Check whom the project serves; correct the goal or add indicators for these people.
-- not_covered.zh: 词表以外的对象；目标与另一项目雷同的（GOL-002）；目标同时提到本项目对象的；设施、事项等非人员对象
-- not_covered.en: people outside of the list of words; goals copied from another project (GOL-002); goals that name the own people as well; things other than people

-- Groups of people that the goal names and nothing else in the form does.
WITH foreign_people AS (
    SELECT t.document_id, t.project_id, t.topic, t.word AS goal_word, t.source AS goal_word_source
    FROM topics t
    WHERE t.part = 'goal' AND t.kind = 'people'
),

-- Groups that the name or most of the indicators are about and the goal does not name.
own_people AS (
    SELECT t.document_id, t.project_id, t.word AS own_word, t.source AS own_word_source,
           ROW_NUMBER() OVER (PARTITION BY t.document_id, t.project_id ORDER BY CASE t.part WHEN 'name' THEN 0 ELSE 1 END, t.hits DESC, t.topic) AS place
    FROM topics t
    WHERE t.kind = 'people' AND (t.part = 'name' OR (t.part = 'indicators' AND t.hits * 2 >= t.texts))
)

SELECT f.document_id, f.project_id, MIN(f.goal_word) AS goal_word, f.goal_word_source, o.own_word, o.own_word_source,
       f.goal_word_source AS source, p.confidence
FROM foreign_people f
JOIN own_people o ON o.document_id = f.document_id AND o.project_id = f.project_id AND o.place = 1
JOIN projects p ON p.document_id = f.document_id AND p.project_id = f.project_id
GROUP BY f.document_id, f.project_id, f.goal_word_source, o.own_word, o.own_word_source, p.project_no, p.confidence
-- A goal that names the own people too is about the project.
HAVING NOT EXISTS (
    SELECT 1 FROM topics g
    WHERE g.document_id = f.document_id AND g.project_id = f.project_id AND g.part = 'goal' AND g.kind = 'people'
          AND EXISTS (
              SELECT 1 FROM topics s
              WHERE s.document_id = g.document_id AND s.project_id = g.project_id AND s.part <> 'goal' AND s.kind = 'people' AND s.topic = g.topic
          )
)
ORDER BY f.document_id, p.project_no;
