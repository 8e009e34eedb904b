-- id:           TXT-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   share = texts.share_of_other_topic, fewest = texts.fewest_of_other_topic
-- title.zh:     项目名称与指标内容不符
-- title.en:     Name and content of the project differ
-- message.zh:   项目名称是“{name_word}”，而{output_count}个产出指标中有{other_count}个讲的是“{other_word}”（{other_topic}），没有一个讲到“{name_word}”。
-- message.en:   The name says “{name_word}”; {other_count} of {output_count} output indicators are about “{other_word}” ({other_topic}), and none about “{name_word}”.
-- remedy.zh:    请核对项目名称与实际支出内容，改正名称或指标；支出内容多样的，请为每项内容设指标。
-- remedy.en:    Check what the money is spent on, and correct the name or the indicators; where it is spent on several things, each needs its own.
-- not_covered.zh: 词表以外的事项；名称同时说到该事项的项目
-- not_covered.en: kinds of work outside of the list of words; names that speak of both

-- Names that speak of one kind of work, or only of current business, which no output indicator mentions.
WITH named AS (
    SELECT t.document_id, t.project_id, t.topic, t.word AS name_word, t.source AS name_word_source,
           ROW_NUMBER() OVER (PARTITION BY t.document_id, t.project_id ORDER BY t.topic) AS place
    FROM topics t
    WHERE t.part = 'name' AND t.kind = 'work'
          AND NOT EXISTS (
              SELECT 1 FROM topics o
              WHERE o.document_id = t.document_id AND o.project_id = t.project_id AND o.kind = 'work'
                    AND ((o.part = 'output' AND o.topic IN (SELECT n.topic FROM topics n WHERE n.document_id = o.document_id AND n.project_id = o.project_id AND n.part = 'name' AND n.kind = 'work')))
          )
),

-- What most of the output indicators are about instead.
others AS (
    SELECT t.document_id, t.project_id, t.topic AS other_topic, t.word AS other_word, t.hits AS other_count, t.texts AS output_count,
           t.source AS other_word_source,
           ROW_NUMBER() OVER (PARTITION BY t.document_id, t.project_id ORDER BY t.hits DESC, t.topic) AS place
    FROM topics t
    WHERE t.part = 'output' AND t.kind = 'work' AND t.hits >= $fewest AND t.hits * 100 >= t.texts * $share
)

SELECT n.document_id, n.project_id, n.name_word, n.name_word_source, o.other_topic, o.other_word, o.other_word_source, o.other_count, o.output_count,
       n.name_word_source AS source, p.confidence
FROM named n
JOIN others o ON o.document_id = n.document_id AND o.project_id = n.project_id AND o.place = 1
JOIN projects p ON p.document_id = n.document_id AND p.project_id = n.project_id
-- Keeping a building in repair is part of running it.
WHERE n.place = 1 AND NOT (n.topic = '物业' AND o.other_topic = '维修改造')
ORDER BY n.document_id, p.project_no;
