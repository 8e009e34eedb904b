-- id:           XPJ-001
-- severity:     warning
-- stage:        declare
-- scope:        X
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- parameters:   share = texts.share_of_shared_names, fewest = texts.fewest_shared_names, most = texts.most_projects_of_a_name
-- grouped:      yes
-- title.zh:     两个项目的指标大部分相同
-- title.en:     Two projects share most of their indicators
-- message.zh:   本项目{own_count}个指标中有{shared_count}个与项目“{other_name}”（{other_count}个指标）名称相同，占两个项目全部指标的{share_pct}，请核对是否抄用。
-- message.en:   {shared_count} of the {own_count} indicators bear the names of those of “{other_name}” ({other_count} indicators), {share_pct} of all indicators of both: were they copied?
-- remedy.zh:    请按各自的内容设置指标；如两个项目做同一件事，请说明分工，避免重复安排资金。
-- remedy.en:    Set indicators by what each project does; if both do the same, say how the work is divided, so that nothing is paid twice.
-- not_covered.zh: 名称只差年份、期次、标段的项目；意思相同而名称不同的指标；整份文件通用的指标名称（XPJ-006）
-- not_covered.en: projects whose names differ only in year, stage or lot; indicators of the same meaning under other names; names used all over the document (XPJ-006)

-- Names that stand in nearly every form of a long document tell nothing of a copy.
WITH own_names AS (
    SELECT DISTINCT i.document_id, i.project_id, i.name_sha256, p.project_no, p.name_key, p.name_source
    FROM indicators i
    JOIN projects p ON p.document_id = i.document_id AND p.project_id = i.project_id
    WHERE p.scope = 'project' AND NOT p.is_described AND NOT i.is_placeholder
          AND i.name_projects IS DISTINCT FROM 1  -- most names stand in one form
),

telling AS (
    SELECT document_id, name_sha256
    FROM own_names
    GROUP BY document_id, name_sha256
    HAVING COUNT(*) <= $most
),

shared AS (
    SELECT a.document_id, a.project_id AS left_id, b.project_id AS right_id, a.project_no AS left_no, b.project_no AS right_no,
           b.name_source, COUNT(*) AS shared_count
    FROM own_names a
    JOIN telling t ON t.document_id = a.document_id AND t.name_sha256 = a.name_sha256
    JOIN own_names b ON b.document_id = a.document_id AND b.name_sha256 = a.name_sha256 AND b.project_no > a.project_no
    -- The stages and batches of one programme have one set of indicators.
    WHERE regexp_replace(a.name_key, '[0-9一二三四五六七八九十年度期批次标段]', '', 'g') <> regexp_replace(b.name_key, '[0-9一二三四五六七八九十年度期批次标段]', '', 'g')
    GROUP BY a.document_id, a.project_id, b.project_id, a.project_no, b.project_no, b.name_source
    HAVING COUNT(*) >= $fewest
),

sizes AS (
    SELECT i.document_id, i.project_id, COUNT(DISTINCT i.name_sha256) AS names
    FROM indicators i
    JOIN (
        SELECT document_id, left_id AS project_id FROM shared
        UNION
        SELECT document_id, right_id AS project_id FROM shared
    ) compared ON compared.document_id = i.document_id AND compared.project_id = i.project_id
    WHERE NOT i.is_placeholder
    GROUP BY i.document_id, i.project_id
),

alike AS (
    SELECT s.document_id, s.left_id, s.right_id, s.right_no, s.name_source, s.shared_count, l.names AS other_count, r.names AS own_count,
           l.names + r.names - s.shared_count AS all_count,
           -- One finding for a project, with the one that it shares most with.
           ROW_NUMBER() OVER (PARTITION BY s.document_id, s.right_id ORDER BY s.shared_count DESC, s.left_no) AS place
    FROM shared s
    JOIN sizes l ON l.document_id = s.document_id AND l.project_id = s.left_id
    JOIN sizes r ON r.document_id = s.document_id AND r.project_id = s.right_id
    WHERE s.shared_count >= $share * (l.names + r.names - s.shared_count)
)

SELECT a.document_id, a.right_id AS project_id, o.name AS other_name, o.name_source AS other_name_source, a.shared_count, a.own_count, a.other_count,
       ROUND(CAST(a.shared_count AS DOUBLE) * 100 / a.all_count, 1) AS share_pct, a.name_source AS source
FROM alike a
JOIN projects o ON o.document_id = a.document_id AND o.project_id = a.left_id
WHERE a.place = 1
ORDER BY a.document_id, a.right_no;
