-- id:           IND-030
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     指标与项目无关
-- title.en:     An indicator that has nothing to do with the project
-- message.zh:   项目“{name}”的对象是{named_topic}，指标却提到{topic}（“{word_text}”）。
-- message.en:   Project “{name}” is for {named_topic}, and an indicator speaks of {topic} (“{word_text}”).
-- remedy.zh:    请核对指标是否从其他项目复制。
-- remedy.en:    Check whether the indicator was copied from another project.
-- not_covered.zh: 对象相同而事项无关的指标（须由人判断）
-- not_covered.en: indicators of the same people and another thing, which a person has to judge
WITH people AS (  -- groups of people that indicators speak of and nothing else in the project does
    SELECT document_id, project_id, topic, MIN(word) AS word, MIN(source) AS source
    FROM topics
    WHERE kind = 'people' AND part = 'indicators'
    GROUP BY document_id, project_id, topic
), elsewhere AS (
    SELECT document_id, project_id, topic FROM topics WHERE kind = 'people' AND part IN ('name', 'goal', 'purpose', 'narratives') GROUP BY document_id, project_id, topic
), named AS (
    SELECT document_id, project_id, MIN(topic) AS topic FROM topics WHERE kind = 'people' AND part = 'name' GROUP BY document_id, project_id
)
SELECT people.document_id, people.project_id, projects.name, people.topic, named.topic AS named_topic, people.word AS word_text, people.source AS word_source, people.source
FROM people
JOIN named ON named.document_id = people.document_id AND named.project_id = people.project_id
JOIN projects ON projects.document_id = people.document_id AND projects.project_id = people.project_id
LEFT JOIN elsewhere ON elsewhere.document_id = people.document_id AND elsewhere.project_id = people.project_id AND elsewhere.topic = people.topic
WHERE elsewhere.topic IS NULL AND projects.scope = 'project'
ORDER BY people.document_id, people.project_id, people.topic
