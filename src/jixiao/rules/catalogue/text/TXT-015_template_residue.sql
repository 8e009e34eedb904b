-- id:           TXT-015
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     文字中留有模板的填写提示
-- title.en:     Instructions of a template are left in the text
-- message.zh:   文中留有模板的填写提示：“{fault_text}”（共{fault_count}处）。
-- message.en:   An instruction of the template is left in the text: “{fault_text}” ({fault_count} place(s)).
-- remedy.zh:    请填写具体内容，删去提示文字后再公开。
-- remedy.en:    Write what is asked for and take the instruction out before publication.
-- not_covered.zh: 占位符（DIS-008）；指标名称中的模板残留（IND-019）；盖章处、表头
-- not_covered.en: placeholders (DIS-008); residue in names of indicators (IND-019); places for seals, heads of forms

-- One finding for a form, a section or a table: the first place and how many there are.
WITH residue AS (
    SELECT f.document_id, f.project_id, f.quote AS fault_text, f.source AS fault_text_source,
           COUNT(*) OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id) AS fault_count,
           ROW_NUMBER() OVER (PARTITION BY f.document_id, f.project_id, f.section_id, f.table_id ORDER BY f.source, f.quote) AS place
    FROM text_faults f
    WHERE f.fault = 'template_residue' AND f.field IN ('goal', 'goal_of_period', 'purpose', 'narrative', 'section', 'heading', 'title', 'note')
          -- A place for a seal, or the head of a form, is no residue.
          AND regexp_matches(f.quote, '必填|选填|此处|请(在此)?(填写|输入|选择)|点击|单击|20[Xx×*＊]{2}年|示例|样例|填写说明|[（(](单位名称|部门名称|项目名称)')
)

SELECT document_id, project_id, fault_text, fault_text_source, fault_count, fault_text_source AS source
FROM residue
WHERE place = 1
ORDER BY document_id, project_id, fault_text_source;
