-- id:           FND-012
-- severity:     info
-- stage:        disclose
-- scope:        P
-- applies_from: 2019-01-01
-- legal_basis:  debt-209, practice
-- title.zh:     债券资金项目没有债券信息
-- title.en:     A project paid from bonds gives no data on them
-- message.zh:   项目“{name}”使用政府债券资金或支付债券利息，表样没有债券类型、额度、期限和利率。
-- message.en:   “{name}” spends bond money or pays interest on bonds, and the form gives no type, amount, term or rate of the bond.
-- remedy.zh:    请在项目概况或说明中写明债券名称、额度、期限、利率和还本付息安排，或注明在何处公开。
-- remedy.en:    State name, amount, term and rate of the bond and how it is repaid, or where this is published.
-- not_covered.zh: 名称中未写明债券的项目；债务限额和余额的公开
-- not_covered.en: projects whose name does not speak of bonds; limits and balances of debt

-- Texts that already speak of term, rate or repayment answer the question.
WITH answered AS (
    SELECT DISTINCT document_id, project_id
    FROM texts
    WHERE regexp_matches(text, '利率|票面|发行(额|期限|规模)|还本付息|付息(日|期|频率)|债券(期限|代码|名称)')
)

SELECT p.document_id, p.project_id, p.name, p.name_source, p.name_source AS source, p.confidence
FROM projects p
LEFT JOIN answered a ON a.document_id = p.document_id AND a.project_id = p.project_id
WHERE p.scope = 'project' AND a.project_id IS NULL
      AND regexp_matches(p.name, '债券|一般债|专项债|特别国债|政府债务|还本付息|债务(利息|付息|还本)')
ORDER BY p.document_id, p.project_id;
