"""One indicator in several sub-units or payments (多个单位或多笔资金): added up and scored once. Handbook 04 §4.3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Actual, Compared, Step, Unanswered, compare, printed
from jixiao.scoring.qualitative import Judgement, score_judgement
from jixiao.scoring.quantitative import Outcome
from jixiao.scoring.scheme import Scheme
from jixiao.values import Target


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-unit's share of an indicator (分单位完成情况).

    Attributes:
        title: sub-unit or payment.
        target: its typed target; ``None`` for a judgement.
        actual: its typed actual value.
        judgement: what a person judged.
        money_yuan: its money, by which judgements are averaged.
    """

    title: str
    target: Target | None = None
    actual: Actual | None = None
    judgement: Judgement | None = None
    money_yuan: Decimal = Decimal(0)


def combine_numbers(parts: tuple[Part, ...]) -> Compared | Unanswered:
    """Actual values added, targets added, as one comparison.

    Ranges do not add up; parts in different units do not either.

    Source:
        Handbook 04 §4.3: add actuals, add targets, then score once.
    """
    found: list[Compared] = []
    for part in parts:
        if part.target is None or part.actual is None:
            return Unanswered("not_scorable.part_missing", {"title": part.title})
        compared = compare(part.target, part.actual)
        if isinstance(compared, Unanswered):
            return Unanswered("not_scorable.part", {"title": part.title, "reason": compared}, compared.rule)
        found.append(compared)
    found = _in_one_unit(found)
    first = found[0]
    if any((other.unit, other.case) != (first.unit, first.case) or other.high is not None or other.bound for other in found):
        return Unanswered("not_scorable.parts_differ")
    a, b = (sum((getattr(one, side) for one in found), Fraction(0)) for side in ("a", "b"))
    steps = [
        Step("score_step.part", {"title": part.title, "a": printed(one.a) + one.unit, "b": printed(one.b) + one.unit})
        for part, one in zip(parts, found, strict=True)
    ]
    total = Step("score_step.parts_added", {"a": printed(a) + first.unit, "b": printed(b) + first.unit})
    return replace(first, a=a, b=b, is_strict=all(one.is_strict for one in found), steps=(*steps, total))


def _in_one_unit(found: list[Compared]) -> list[Compared]:
    """Money that is shown in 万元 here and in 元 there, all in 元."""
    if {one.unit for one in found} != {"元", "万元"}:
        return found
    return [replace(one, a=one.a * 10_000, b=one.b * 10_000, unit="元") if one.unit == "万元" else one for one in found]


def combine_tiers(parts: tuple[Part, ...], weight: Decimal, scheme: Scheme) -> Outcome | Unanswered:
    """Percentages of the judgements averaged by money; equally where no part has money."""
    shares = []
    for part in parts:
        judged = score_judgement(part.judgement, Decimal(100), scheme) if part.judgement is not None else None
        if not isinstance(judged, Outcome):
            reason = judged or Unanswered("unanswered.actual_missing")
            return Unanswered("not_scorable.part", {"title": part.title, "reason": reason}, reason.rule)
        shares.append(judged.points)
    money = [Fraction(part.money_yuan) for part in parts]
    money = money if sum(money) > 0 else [Fraction(1)] * len(parts)
    share = sum((one * by for one, by in zip(shares, money, strict=True)), Fraction(0)) / sum(money)
    points = Fraction(weight) * share / 100
    terms = " + ".join(f"{printed(one)} × {printed(by)}" for one, by in zip(shares, money, strict=True))
    mean = Step(
        "score_step.tiers_averaged", {}, "Σ sᵢ × mᵢ ÷ Σ mᵢ", f"({terms}) ÷ {printed(sum(money, Fraction(0)))}", f"{printed(share)}%"
    )
    put_in = f"{printed(weight)} × {printed(share)}%"
    return Outcome(points, "tier", (mean, Step("score_step.share_of_weight", {}, "w × s", put_in, printed(points))))
