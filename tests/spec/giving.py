"""What a scored self-evaluation must give, as ``scoring_forms.toml`` says it."""

from decimal import Decimal

from jixiao.scoring import Grade, coefficient_gap_pct, score_execution


def number(text):
    return Decimal(text) if text not in (None, "") else None


def assert_gives(found, gives):
    """Hold a scored form against the figures that were computed by hand; what is not named is not held to."""
    if "execution" in gives:
        money = found.execution or score_execution(found.evaluation.funding, found.scheme)
        assert money.score.points == number(gives["execution"])
    if "rate" in gives:
        assert score_execution(found.evaluation.funding, found.scheme).rate_pct == Decimal(gives["rate"])
    if "points" in gives:
        assert [one.points for one in found.items[: len(gives["points"])]] == [number(text) for text in gives["points"]]
    if "weights" in gives:
        assert [one.item.weight for one in found.items] == [Decimal(text) for text in gives["weights"]]
    if "total" in gives:
        assert found.total == number(gives["total"])
    if "grade" in gives:
        assert found.grade is Grade(gives["grade"])
    if "rules" in gives:
        assert sorted({notice.rule for _, notice in found.all_notices()} - {""}) == gives["rules"]
    if "not_scorable" in gives:
        assert [name for name, _ in found.not_scorable] == gives["not_scorable"]
    if "gaps" in gives:
        assert {name: str(gap.gap) for name, gap in found.differences() if gap.gap} == gives["gaps"]
    if "coefficients" in gives:
        gaps = {one.item.name: str(gap) for one in found.items if (gap := coefficient_gap_pct(one)) is not None}
        assert gaps == gives["coefficients"]
    if "weight_total" in gives:
        assert [str(notice.values["total"]) for notice in found.notices if notice.rule == "EVA-001"] == [gives["weight_total"]]
