-- id:           STR-012
-- severity:     info
-- stage:        disclose
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     一格内容被分页拆成两行
-- title.en:     A cell is split by a page break
-- message.zh:   “{kept_text}”被拆开，后半截“{printed_text}”单独成行。
-- message.en:   “{kept_text}” is split; its end “{printed_text}” stands in a row of its own.
-- remedy.zh:    请设置表格行不跨页断开，重新排版公开。
-- remedy.en:    Set rows not to break over pages and publish again.
-- not_covered.zh: 多数表样都折行的文件；预算表格中跨页的单元格；意思完整、看不出断开的两行
-- not_covered.en: files that wrap the cells of most forms; cells of budget tables; two rows that make sense by themselves

-- A file that wraps most of its cells breaks no row over a page: where many forms have it, it is the way of the file.
WITH affected AS (
    SELECT p.document_id, COUNT(DISTINCT p.project_id) AS form_count, COUNT(DISTINCT r.project_id) AS affected_count
    FROM projects p
    LEFT JOIN repairs r ON r.document_id = p.document_id AND r.project_id = p.project_id AND r.kind = 'joined'
    GROUP BY p.document_id
),

joined AS (
    SELECT document_id, project_id, printed AS printed_text, read_as AS kept_text, source AS printed_source,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY source) AS place
    FROM repairs
    WHERE kind = 'joined' AND project_id IS NOT NULL
)

SELECT j.document_id, j.project_id, j.printed_text, j.printed_source, j.kept_text, j.printed_source AS source
FROM joined j
JOIN affected a ON a.document_id = j.document_id
WHERE j.place = 1 AND (a.affected_count = 1 OR 3 * a.affected_count <= a.form_count)
ORDER BY j.document_id, j.project_id;
