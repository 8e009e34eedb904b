-- id:           TXT-010
-- severity:     info
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     文字写的是别的级次或单位类型
-- title.en:     The text is that of another level or kind of agency
-- message.zh:   本文件是{publisher}公开的，文中却写“{stated_text}”，像是照搬{level_word}的模板。
-- message.en:   The publisher is {publisher}, but the text says “{stated_text}”, as if taken from a template for {level_word}.
-- remedy.zh:    请按本级、本单位改写。
-- remedy.en:    Rewrite it for this level and this unit.
-- not_covered.zh: 转移支付和上级来文中提到的上级部门；看不出级次的单位
-- not_covered.en: departments of other levels in transfers and citations; publishers whose level the name does not tell

-- 三公 and other terms defined for departments of a level that is not the publisher's.
WITH levels AS (
    SELECT s.document_id, s.source AS stated_text_source, d.publisher,
           regexp_extract(s.text, '指(中央|省直|省级|市直|市级|县直|县级|区直|区级|自治区)(各)?(部门|单位)') AS stated_text,
           regexp_extract(regexp_extract(s.text, '指(中央|省直|省级|市直|市级|县直|县级|区直|区级|自治区)(各)?(部门|单位)'), '中央|省|市|县|区|自治区') AS level_word,
           d.publisher_level
    FROM sections s
    JOIN documents d ON d.document_id = s.document_id
    WHERE d.publisher_level IS NOT NULL AND s.text IS NOT NULL
),

other_level AS (
    SELECT document_id, publisher, stated_text, CONCAT(level_word, '级部门') AS level_word, stated_text_source
    FROM levels
    WHERE stated_text <> ''
          AND CASE publisher_level
                  WHEN 'province' THEN level_word IN ('中央', '县') OR (level_word = '市' AND NOT regexp_matches(publisher, '^(北京|天津|上海|重庆)'))
                                       OR (level_word = '省' AND regexp_matches(publisher, '^(北京|天津|上海|重庆)'))
                  WHEN 'city' THEN level_word IN ('中央', '省', '自治区', '县', '区')
                  WHEN 'county' THEN level_word IN ('中央', '省', '自治区') OR (level_word = '市' AND NOT regexp_matches(publisher, '市[^，。]*(委员会|局|院)$'))
                  ELSE level_word IN ('中央', '省', '自治区')
              END
),

-- “部门各单位” in the document of a single unit, which calls itself one.
other_kind AS (
    SELECT s.document_id, d.publisher, regexp_extract(s.text, '[^，。；]{0,24}部门各(预算)?单位[^，。；]{0,12}') AS stated_text, '部门' AS level_word, s.source AS stated_text_source
    FROM sections s
    JOIN documents d ON d.document_id = s.document_id
    WHERE s.text IS NOT NULL AND regexp_matches(s.text, '部门各(预算)?单位')
          AND EXISTS (SELECT 1 FROM sections u WHERE u.document_id = s.document_id AND regexp_matches(CONCAT(COALESCE(u.heading, ''), COALESCE(u.text, '')), '单位(预算|决算)公开|年度?单位(预算|决算)'))
          AND NOT EXISTS (SELECT 1 FROM sections u WHERE u.document_id = s.document_id AND regexp_matches(CONCAT(COALESCE(u.heading, ''), COALESCE(u.text, '')), '年度?部门(预算|决算)'))
)

SELECT document_id, publisher, stated_text, stated_text_source, level_word, stated_text_source AS source
FROM other_level
UNION
SELECT document_id, publisher, stated_text, stated_text_source, level_word, stated_text_source
FROM other_kind
ORDER BY document_id, source, stated_text;
