"""The payment plan (资金支出计划): what should have been paid by a day. Handbook 05 §5 and §7."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from jixiao.attainment import Derivation, Origin, Step, Unanswered, printed
from jixiao.attainment.figure import Figure, shown_percent
from jixiao.attainment.timing import MONTHS, Moment
from jixiao.law import Status
from jixiao.values import parse_share

_HANDBOOK = Origin("product-default", Status.PRACTICE)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that can be followed (支出计划): month to cumulative percent, rising from checkpoint to checkpoint.

    Attributes:
        checkpoints: the printed ones, by month; an explicitly empty cell counts as 0.
    """

    checkpoints: tuple[tuple[int, Fraction], ...]


def read_plan(payment_plan: Mapping[str, str | None] | None) -> Plan | Unanswered | None:
    """The plan of a project as its form prints it (资金支出计划).

    Args:
        payment_plan: month of the checkpoint to the printed cumulative share, ``None`` for a cell that is printed and empty, as
            :class:`jixiao.model.Project` has it; ``None`` where the form has no plan.

    Returns:
        The plan; ``None`` where nothing is planned at all; a reason where it contradicts itself (PLN-001) or is not read.

    >>> read_plan({"3": "30%", "6": "60%"}).checkpoints
    ((3, Fraction(30, 1)), (6, Fraction(60, 1)))
    """
    if not payment_plan or all(share is None or not share.strip() for share in payment_plan.values()):
        return None
    found: list[tuple[int, Fraction]] = []
    for month, text in sorted(payment_plan.items(), key=lambda entry: int(entry[0])):
        share = Fraction(0) if text is None or not text.strip() else _share(text)
        if share is None or not 0 <= share <= 100:
            return Unanswered("unmonitored.plan_cell", {"month": month, "text": text or ""}, "PLN-001")
        if found and share < found[-1][1]:
            values = {"month": month, "share": printed(share), "before": printed(found[-1][1])}
            return Unanswered("unmonitored.plan_falls", values, "PLN-001")
        found.append((int(month), share))
    return Plan(tuple(found))


def _share(text: str) -> Fraction | None:
    number = parse_share(text)
    return None if number is None else Fraction(number)


def planned_rate(plan: Plan, moment: Moment) -> Figure:
    """What should have been paid by a day (计划执行率).

    Linear between checkpoints, from 0 on 1 January before the first, and to 100 % at the end of December after the last printed one.

    Args:
        plan: as :func:`read_plan` gives it.
        moment: the day.

    Source:
        Handbook 05 §5.

    >>> from datetime import date
    >>> plan = read_plan({"3": "30%", "6": "60%", "10": "90%", "12": "100%"})
    >>> planned_rate(plan, Moment(date(2024, 7, 31))).percent
    Decimal('67.50')
    """
    points = [(0, Fraction(0)), *plan.checkpoints]
    if points[-1][0] < MONTHS:
        points.append((MONTHS, Fraction(100)))
    months = moment.months
    before = max((point for point in points if point[0] <= months), key=lambda point: point[0])
    after = next((point for point in points if point[0] > months), None)
    if after is None:
        step = Step("monitor_step.at_checkpoint", {"month": before[0]}, "r₀", "", f"{printed(before[1])}%", _HANDBOOK)
        return Figure(before[1] / 100, Derivation((step,)))
    share = before[1] + (after[1] - before[1]) * (months - before[0]) / (after[0] - before[0])
    values = {
        "day": moment.day.isoformat(), "months": printed(months), "start": before[0], "end": after[0], "from": printed(before[1]),
        "to": printed(after[1]),
    }  # fmt: skip
    span = f"({printed(months)} − {before[0]}) ÷ ({after[0]} − {before[0]})"
    put_in = f"{printed(before[1])}% + ({printed(after[1])}% − {printed(before[1])}%) × {span}"
    step = Step("monitor_step.planned", values, "r₀ + (r₁ − r₀) × (m − m₀) ÷ (m₁ − m₀)", put_in, shown_percent(share / 100), _HANDBOOK)
    return Figure(share / 100, Derivation((step,)))


def even_pace(moment: Moment) -> Figure:
    """What equal months would have paid by a day (序时进度): the fallback without a plan, and beside a plan that everybody copied."""
    step = Step(
        "monitor_step.even", {"day": moment.day.isoformat()}, "m ÷ 12", f"{printed(moment.months)} ÷ 12", shown_percent(moment.elapsed)
    )
    return Figure(moment.elapsed, Derivation((step,)))
