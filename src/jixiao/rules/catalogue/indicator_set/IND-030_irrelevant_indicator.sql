-- id:           IND-030
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     指标与项目无关
-- title.en:     An indicator that has nothing to do with the project
-- message.zh:   项目“{name}”讲的是{named_topic}，指标却讲{topic}（“{word_text}”），目标和用途都没有提到。
-- message.en:   Project “{name}” is about {named_topic}, an indicator about {topic} (“{word_text}”), which goal and purpose do not mention.
-- remedy.zh:    请核对指标是否从其他项目复制。
-- remedy.en:    Check whether the indicator was copied from another project.
-- not_covered.zh: 词语以外的无关指标（须由人判断）；目标或用途也提到的内容
-- not_covered.en: indicators that are out of place by other words, which a person has to judge; what goal or purpose mention as well

-- Groups of people whose money is never mixed. Pupils, patients, farmers and the old benefit from the work of others and may be named anywhere.
WITH people AS (
    SELECT document_id, project_id, topic, MIN(word) AS word, MIN(source) AS source
    FROM topics
    WHERE kind = 'people' AND part = 'output' AND topic IN ('辅警', '武警官兵', '教师', '服刑人员', '戒毒人员')
    GROUP BY document_id, project_id, topic
), elsewhere AS (
    SELECT document_id, project_id, topic FROM topics WHERE kind = 'people' AND part IN ('name', 'goal', 'purpose', 'narratives') GROUP BY document_id, project_id, topic
), named AS (
    SELECT document_id, project_id, MIN(topic) AS topic FROM topics WHERE kind = 'people' AND part = 'name' AND topic IN ('辅警', '武警官兵', '教师', '服刑人员', '戒毒人员') GROUP BY document_id, project_id
), of_others AS (
    SELECT people.document_id, people.project_id, named.topic AS named_topic, people.topic, people.word AS word_text, people.source
    FROM people
    JOIN named ON named.document_id = people.document_id AND named.project_id = people.project_id
    LEFT JOIN elsewhere ON elsewhere.document_id = people.document_id AND elsewhere.project_id = people.project_id AND elsewhere.topic = people.topic
    WHERE elsewhere.topic IS NULL
), output AS (
    SELECT indicators.document_id, indicators.project_id, indicators.indicator_no, indicators.name, indicators.source,
           projects.name AS project_name, concat(indicators.name, COALESCE(indicators.description, '')) AS told
    FROM indicators
    JOIN projects ON projects.document_id = indicators.document_id AND projects.project_id = indicators.project_id
    WHERE indicators.level1_code = 'output' AND NOT indicators.is_placeholder AND NOT indicators.is_cost
), builds AS (  -- what is to be built, in a project that only keeps something running
    SELECT output.*, '运行维护' AS named_topic, '新建工程' AS topic,
           ROW_NUMBER() OVER (PARTITION BY output.document_id, output.project_id ORDER BY output.indicator_no) AS place
    FROM output
    LEFT JOIN texts ON texts.document_id = output.document_id AND texts.project_id = output.project_id
                   AND regexp_matches(texts.text, '建造|新建|修建|建设|建成|改造|扩建|工程|安装|升级|装修')
    WHERE regexp_matches(output.name, '^(建造|新建|修建|建设).{0,20}(数量|个数|数|面积|里程)$')
      AND regexp_matches(output.project_name, '运行|运维|运转|维护|养护|租赁|物业|办公|印刷|水电|采暖')
      AND NOT regexp_matches(output.project_name, '建造|新建|修建|建设|改造|扩建|工程|安装|升级|装修')
      AND texts.project_id IS NULL
), answers AS (  -- how fast calls for help are answered, in a project that builds, buys or prints
    SELECT output.*, '建设、采购' AS named_topic, '接警、出警、抢险' AS topic,
           ROW_NUMBER() OVER (PARTITION BY output.document_id, output.project_id ORDER BY output.indicator_no) AS place
    FROM output
    LEFT JOIN texts ON texts.document_id = output.document_id AND texts.project_id = output.project_id
                   AND regexp_matches(texts.text, '警情|接警|出警|到警|处警|报警|接诊|急救|抢险|灭火|事故处理|处置|应急|救援|快速反应|火灾|案|指挥')
    WHERE regexp_matches(output.told, '接警|出警|到警|处警|接诊|急救|抢险|灭火')
      AND regexp_matches(output.project_name, '改造|施划|安装|更换|购置|采购|印刷|建设|施工|工程|装修|修缮')
      AND NOT regexp_matches(output.project_name, '警情|接警|出警|报警|急救|抢险|抢修|消防|应急|救援|事故|指挥|平台|系统')
      AND texts.project_id IS NULL
), found AS (
    SELECT document_id, project_id, named_topic, topic, word_text, source FROM of_others
    UNION ALL
    SELECT document_id, project_id, named_topic, topic, name AS word_text, source FROM builds WHERE place = 1
    UNION ALL
    SELECT document_id, project_id, named_topic, topic, name AS word_text, source FROM answers WHERE place = 1
)
SELECT found.document_id, found.project_id, projects.name, found.named_topic, found.topic, found.word_text, found.source AS word_source, found.source
FROM found
JOIN projects ON projects.document_id = found.document_id AND projects.project_id = found.project_id
WHERE projects.scope = 'project'
ORDER BY found.document_id, found.project_id, found.topic;
