-- id:           XYR-002
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     项目名称带有以前年度
-- title.en:     The name of a project carries an earlier year
-- message.zh:   {fiscal_year}年的项目名称“{name}”写的是{name_year}年，请核对是否沿用旧名称，或者是以前年度的结转、尾款。
-- message.en:   A project of {fiscal_year} is called “{name}”, with the year {name_year}: is it an old name, or money for earlier bills?
-- remedy.zh:    本年重新安排的项目请改用本年名称；结转、清欠、支付尾款的，请在名称或立项依据中写明。
-- remedy.en:    Give a project of this year a name of this year; where it pays what an earlier year left, say so in its name or reasons.
-- not_covered.zh: 名称已写明结转、尾款、质保金、清欠的；跨年的起止年份；没有年度的文件
-- not_covered.en: names that say that earlier bills are paid; spans of years up to this one; documents without a year
SELECT p.document_id, p.project_id, p.name, p.name_source, p.name_year, d.fiscal_year, p.name_source AS source, p.confidence
FROM projects p
JOIN documents d ON d.document_id = p.document_id
WHERE p.scope = 'project' AND NOT p.is_described AND p.name_year < d.fiscal_year
      AND d.kind NOT IN ('self_evaluation', 'monitoring') AND NOT d.is_final_accounts
      AND NOT regexp_matches(p.name, '结转|结余|尾款|质保金|余款|欠款|清欠|欠付|清算|续建|以前年度|往年')
      -- A span of years that reaches this one, or the number of a cited paper.
      AND NOT contains(p.name, CAST(d.fiscal_year AS VARCHAR))
      AND NOT regexp_matches(p.name, '20[0-9]{2}年?(度)?[-—–~～至到]{1,2}(20)?[0-9]{2}|[〔\[【]20[0-9]{2}[〕\]】]')
ORDER BY p.document_id, p.project_no;
