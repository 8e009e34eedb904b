-- id:           NAR-010
-- severity:     warning
-- stage:        disclose
-- scope:        N
-- applies_from: 2015-01-01
-- legal_basis:  disclosure-143, practice
-- title.zh:     会议费、培训费计入三公经费
-- title.en:     Meetings or training counted as three-public expenses
-- message.zh:   三公经费合计{total_yuan}中列有“{subject}”{amount_yuan}等{items}项非三公经费，共{items_yuan}；三公经费只含因公出国（境）费、公务用车购置及运行费、公务接待费。
-- message.en:   The three-public total of {total_yuan} lists “{subject}” ({amount_yuan}) and {items} such item(s) in all, {items_yuan}, which are not three-public expenses.
-- remedy.zh:    请将会议费、培训费另行说明，三公经费只按三项公开。
-- remedy.en:    Tell of meetings and training apart; the three-public total has three items only.
-- not_covered.zh: 只在同一节提到而未计入合计的
-- not_covered.en: meetings and training that are told of beside the total
WITH counted_in AS (  -- given as a part of the three-public total
    SELECT part.document_id, whole.claim_id, whole.amount_yuan AS total_yuan, whole.source AS total_source,
           part.subject, part.amount_yuan, part.source, part.position,
           ROW_NUMBER() OVER (PARTITION BY part.document_id, whole.claim_id ORDER BY part.position, part.claim_id) AS place,
           COUNT(*) OVER (PARTITION BY part.document_id, whole.claim_id) AS items,
           SUM(part.amount_yuan) OVER (PARTITION BY part.document_id, whole.claim_id) AS items_yuan
    FROM claims AS part
    JOIN claims AS whole ON whole.document_id = part.document_id AND whole.claim_id = part.part_of AND whole.metric = 'three_public_total'
                          AND NOT regexp_matches(COALESCE(whole.subject, ''), '会议|培训|两费')  -- a total that says so
    WHERE part.metric IN ('meeting', 'training') AND NOT part.is_base AND NOT part.is_repeat AND part.amount_yuan > 0
)
SELECT document_id, subject, amount_yuan, items, items_yuan, total_yuan, total_source, source AS amount_source, source
FROM counted_in
WHERE place = 1
ORDER BY document_id, claim_id
