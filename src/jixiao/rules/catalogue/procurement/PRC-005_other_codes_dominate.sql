-- id:           PRC-005
-- severity:     warning
-- stage:        disclose
-- scope:        D
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   share = procurement.other_share, fewest_lines = procurement.other_fewest_lines
-- title.zh:     “其他”类采购目录占比过大
-- title.en:     Most is bought under catch-all codes
-- message.zh:   {lines}行采购中，“其他”类目录共{other_yuan}，占{sum_yuan}的{share_pct}。
-- message.en:   Of {lines} lines, catch-all codes hold {other_yuan}, {share_pct} of {sum_yuan}.
-- remedy.zh:    请尽量使用具体品目编码，便于社会监督和需求管理。
-- remedy.en:    Use specific codes where the catalogue has them.
-- not_covered.zh: 没有编码的采购表；行数很少的采购表
-- not_covered.en: tables without codes, or with very few lines
WITH item AS (
    SELECT document_id, table_id, SUM(amount_yuan) AS sum_yuan, SUM(CASE WHEN is_other_code THEN amount_yuan ELSE 0 END) AS other_yuan,
           COUNT(*) AS lines, MIN(source) AS source
    FROM procurement_lines
    WHERE role = 'item' AND code IS NOT NULL AND amount_yuan > 0
    GROUP BY document_id, table_id
)
SELECT document_id, lines, sum_yuan, other_yuan, ROUND(CAST(other_yuan AS DOUBLE) * 100 / CAST(sum_yuan AS DOUBLE), 1) AS share_pct, source
FROM item
WHERE lines >= $fewest_lines AND other_yuan * 100 > sum_yuan * $share
ORDER BY document_id
