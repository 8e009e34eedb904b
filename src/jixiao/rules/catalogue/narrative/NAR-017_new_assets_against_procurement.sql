-- id:           NAR-017
-- severity:     error
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   tolerance = narrative.purchase_tolerance
-- title.zh:     拟购置固定资产与采购明细不一致
-- title.en:     Fixed assets to be bought do not fit the procurement table
-- message.zh:   说明称“{claim_text}”，而政府采购表中设备、家具等固定资产类有{lines}行、共{bought_yuan}，请核对。
-- message.en:   The narrative says {amount_yuan} (“{claim_text}”), while the procurement table has {lines} line(s) of equipment, furniture and other fixed assets, {bought_yuan} in all.
-- remedy.zh:    请按采购预算重新统计拟购置固定资产总额；不构成固定资产的，写明口径。
-- remedy.en:    Count the assets to be bought again from the procurement budget; say which lines are no fixed assets.
-- not_covered.zh: 物资（A07）和无形资产（A08）；没有采购明细表的；单价不够固定资产标准的未剔除
-- not_covered.en: materials (A07) and intangible assets (A08); documents without procurement lines; lines below the price of a fixed asset are not taken out
WITH claim AS (
    SELECT claims.document_id, claims.claim_id, claims.text, claims.amount_yuan, claims.source
    FROM claims
    JOIN documents ON documents.document_id = claims.document_id
    WHERE claims.metric = 'assets_new' AND claims.amount_yuan IS NOT NULL AND claims.year = documents.fiscal_year
), bought AS (  -- A01 to A06 are fixed assets; A07 is material, A08 intangible
    SELECT document_id, SUM(amount_yuan) AS bought_yuan, COUNT(*) AS lines, MIN(source) AS source
    FROM procurement_lines
    WHERE role = 'item' AND code_class = 'goods' AND LEFT(code, 3) IN ('A01', 'A02', 'A03', 'A04', 'A05', 'A06') AND amount_yuan > 0
    GROUP BY document_id
)
SELECT claim.document_id, claim.text AS claim_text, claim.amount_yuan, bought.bought_yuan, bought.lines, claim.source AS amount_source,
       bought.source AS bought_source, claim.source,
       CASE WHEN claim.amount_yuan = 0 THEN 'error' ELSE 'warning' END AS severity
FROM claim
JOIN bought ON bought.document_id = claim.document_id
WHERE bought.bought_yuan > claim.amount_yuan * (1 + $tolerance)  -- assets may also be bought without a procurement line
ORDER BY claim.document_id, claim.claim_id
