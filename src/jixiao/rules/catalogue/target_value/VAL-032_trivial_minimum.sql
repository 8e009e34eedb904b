-- id:           VAL-032
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   quality_floor = targets.quality_floor, complaint_rate = targets.complaint_rate, fewest_events = targets.fewest_events
-- title.zh:     指标值过于容易
-- title.en:     A trivial minimum
-- message.zh:   指标“{name}”只要求“{value_text}”，过于容易，没有约束力。
-- message.en:   “{name}” asks for “{value_text}” only, which is met without effort.
-- remedy.zh:    请参照历史数据和行业水平提高指标值。
-- remedy.en:    Raise it by past data and the level of the trade.
-- not_covered.zh: 满意度（VAL-030）；一般的数量下限；就业率、利用率等本来不高的比率
-- not_covered.en: satisfaction (VAL-030); ordinary floors of quantity; rates that are low by nature, such as employment or reuse
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind = 'numeric' AND per IS NULL AND baseline IS NULL AND name_direction IS NULL
      AND (
          -- Rates of work that should nearly always succeed.
          level2_code = 'output.quality' AND unit = 'percent' AND operator IN ('≥', '>') AND value < $quality_floor
              AND regexp_matches(name, '(合格|接通|完好|准确|正确|达标|在线|完成|及时|办结|到位|送达)率[（(]?[%％]?[)）]?$')
              AND NOT regexp_matches(name, '不合格|未完成|不达标|优良|优秀|一次性|首次|期末|上半年|部分')
          -- Rates of complaints and errors with a wide ceiling.
          OR unit = 'percent' AND operator IN ('≤', '<') AND value >= $complaint_rate
              AND regexp_matches(name, '(投诉|差错|错误|失误|退件|返工)(发生)?率[（(]?[%％]?[)）]?$')
          -- Events that happen in great numbers, with a floor of a few.
          OR unit IN ('起', '件', '条', '次', '人次', '例') AND operator IN ('≥', '>') AND value <= $fewest_events
              AND regexp_matches(name, '举报|来电|接听|咨询量|点击|浏览|访问量|阅读量|关注量')
              AND NOT regexp_matches(name, '平台|渠道|方式|机制|制度|系统|活动|培训|宣传|会议|检查|督查|维护|通报|典型|重大|直查|奖励|核查|查处|实名|积案')
      )
ORDER BY document_id, project_id, indicator_no
