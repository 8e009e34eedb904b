-- id:           MON-011
-- severity:     warning
-- stage:        monitor
-- scope:        Y
-- applies_from: 2015-01-01
-- legal_basis:  monitoring-warnings-2025
-- parameters:   light = monitoring.light_deviation
-- title.zh:     预警之后没有措施
-- title.en:     A warning without an answer
-- message.zh:   项目“{name}”1—{earlier_month}月{what_zh}，到{month}月底的监控表仍没有填写改进措施。
-- message.en:   “{name}” until month {earlier_month}: {what_en}; the table until month {month} still names no measure.
-- remedy.zh:    请写明继续执行、调剂还是取消，以及具体的整改措施和时限。
-- remedy.en:    Say whether it goes on, is reallocated or cancelled, with measures and dates.
-- not_covered.zh: 答复的十个工作日（文件上看不出预警和答复的日期，台账按工作日计算；相邻两轮至少相隔一个月）；只有一轮监控表的；没有改进措施栏的表；措施是否有效
-- not_covered.en: the ten working days of an answer (files do not tell the days of warning and answer, the ledger counts them; two rounds are a month apart at least); a single round; tables without a place for measures; whether measures help
WITH rounds AS (
    SELECT r.document_id, r.project_id, d.agency_key, d.fiscal_year, p.name, p.name_key, r.month, r.asks_measures, r.source, p.confidence
    FROM monitoring_rounds r
    JOIN projects p ON p.document_id = r.document_id AND p.project_id = r.project_id
    JOIN documents d ON d.document_id = r.document_id
),

answered AS (
    SELECT DISTINCT document_id, project_id
    FROM monitoring_measures
    WHERE is_answer
),

off_target AS (
    SELECT document_id, project_id, name, forecast_text, source, attainability,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY CASE WHEN attainability = 3 THEN 0 ELSE 1 END, forecast_gap_pct, indicator_id) AS place
    FROM monitoring_indicators
    WHERE attainability = 3 OR forecast_gap_pct < -$light
),

worded AS (
    SELECT document_id, project_id, warning_words, source, ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY measure_no) AS place
    FROM monitoring_measures
    WHERE warning_words IS NOT NULL
),

warned AS (
    SELECT r.document_id, r.project_id, r.agency_key, r.fiscal_year, r.name_key, r.month, w.warning_words, o.name AS indicator_name, o.attainability,
           COALESCE(w.source, o.source) AS source
    FROM rounds r
    LEFT JOIN worded w ON w.document_id = r.document_id AND w.project_id = r.project_id AND w.place = 1
    LEFT JOIN off_target o ON o.document_id = r.document_id AND o.project_id = r.project_id AND o.place = 1
    LEFT JOIN answered a ON a.document_id = r.document_id AND a.project_id = r.project_id
    WHERE a.document_id IS NULL AND (w.document_id IS NOT NULL OR o.document_id IS NOT NULL)
),

unanswered AS (
    SELECT later.document_id, later.project_id, later.name, later.month, later.source, later.confidence, w.document_id AS earlier_document_id,
           w.month AS earlier_month, w.warning_words, w.indicator_name, w.attainability, w.source AS earlier_source,
           ROW_NUMBER() OVER (PARTITION BY later.document_id, later.project_id ORDER BY w.month DESC, w.document_id, w.project_id) AS place
    FROM rounds later
    JOIN warned w ON w.name_key = later.name_key AND w.fiscal_year = later.fiscal_year AND w.agency_key = later.agency_key AND w.month < later.month
    LEFT JOIN answered a ON a.document_id = later.document_id AND a.project_id = later.project_id
    LEFT JOIN off_target o ON o.document_id = later.document_id AND o.project_id = later.project_id AND o.place = 1
    WHERE later.asks_measures AND a.document_id IS NULL AND (w.warning_words IS NOT NULL OR o.document_id IS NOT NULL)
)

SELECT document_id, project_id, name, month, earlier_document_id, earlier_month, COALESCE(warning_words, indicator_name) AS earlier_text, earlier_source,
       CASE WHEN warning_words IS NOT NULL THEN CONCAT('已示“', warning_words, '”') WHEN attainability = 3 THEN CONCAT('指标“', indicator_name, '”已选“完全不可能”完成')
            ELSE CONCAT('指标“', indicator_name, '”全年预计已差得较多') END AS what_zh,
       CASE WHEN warning_words IS NOT NULL THEN CONCAT('it was warned (', warning_words, ')') WHEN attainability = 3 THEN CONCAT('“', indicator_name, '” was said to be impossible')
            ELSE CONCAT('“', indicator_name, '” was expected to fall far short') END AS what_en, source, confidence
FROM unanswered
WHERE place = 1
ORDER BY document_id, project_id;
