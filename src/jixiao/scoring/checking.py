"""What a scheme must keep (计分办法的检查): weights total 100, bands have neither gap nor overlap, choices are known ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.attainment import Unanswered, band_faults
from jixiao.scoring.scheme import ALL, Grade, Scheme, Settings, Tier
from jixiao.values import labels_of_level1
from jixiao.values.target import plain_decimal

HUNDRED = Decimal(100)
_CHOICES = {
    "exact": ("positive", "strict"),
    "strict_bound": ("met", "99", "ask"),
    "not_applicable": ("off", "scale"),
    "mode": ("by_l2", "flat"),
}


def faults_of(scheme: Scheme) -> list[Unanswered]:
    """Everything that keeps a scheme from being used; empty where nothing does."""
    return [*_weights(scheme), *_bands(scheme.settings), *_choices(scheme), *_numbers(scheme.settings)]


def _weights(scheme: Scheme) -> Iterator[Unanswered]:
    """W1 to W3 for the scheme itself."""
    total = scheme.execution + sum((group.points for group in scheme.groups), Decimal(0))
    if not scheme.is_open and total != HUNDRED:
        yield Unanswered("scheme_fault.total", {"total": plain_decimal(total)})
    if scheme.execution < 0 or any(group.points < 0 for group in scheme.groups):
        yield Unanswered("scheme_fault.negative")
    known = {*labels_of_level1(), ALL}
    held = [code for group in scheme.groups for code in group.holds]
    yield from (Unanswered("scheme_fault.unknown_level", {"code": code}) for code in held if code not in known)
    yield from (Unanswered("scheme_fault.twice", {"code": code}) for code in sorted({code for code in held if held.count(code) > 1}))
    if ALL in held and len(held) > 1:
        yield Unanswered("scheme_fault.twice", {"code": ALL})


def _bands(settings: Settings) -> Iterator[Unanswered]:
    for bands, names in ((settings.grades, list(Grade)), (settings.tiers, list(Tier))):
        yield from band_faults(bands, Decimal(0), HUNDRED)
        if sorted(band.name for band in bands) != sorted(names):
            yield Unanswered("scheme_fault.names", {"names": "、".join(names)})


def _choices(scheme: Scheme) -> Iterator[Unanswered]:
    settings = scheme.settings
    for name, known in _CHOICES.items():
        if getattr(settings, name) not in known:
            yield Unanswered("scheme_fault.choice", {"name": name, "choices": "、".join(known)})
    for name, value, known in (
        ("late.mode", settings.late.mode, ("tiers", "proportional", "zero")),
        ("execution.no_money", settings.execution.no_money, ("not_applicable", "full")),
        ("empty_group.to", settings.empty_group, ("proportional", *(group.code for group in scheme.groups))),
    ):
        if value not in known:
            yield Unanswered("scheme_fault.choice", {"name": name, "choices": "、".join(known)})


def _numbers(settings: Settings) -> Iterator[Unanswered]:
    days, shares = [day for day, _ in settings.late.tiers], [share for _, share in settings.late.tiers]
    if days != sorted(set(days)) or shares != sorted(shares, reverse=True) or not all(0 <= share <= HUNDRED for share in shares):
        yield Unanswered("scheme_fault.late_tiers")
    if settings.late.mode == "tiers" and not settings.late.tiers:
        yield Unanswered("scheme_fault.late_tiers")
    ends = [end for end, _ in settings.over.factors[:-1]]
    open_ended = bool(settings.over.factors) and settings.over.factors[-1][0] is None
    rising = all(end is not None for end in ends) and [str(end) for end in ends] == [str(end) for end in sorted(filter(None, ends))]
    if not (open_ended and rising and all(0 <= factor <= 1 for _, factor in settings.over.factors)) or settings.over.limit < 1:
        yield Unanswered("scheme_fault.over")
    if settings.step <= 0 or settings.step % Decimal("0.01"):
        yield Unanswered("scheme_fault.step", {"step": plain_decimal(settings.step)})
    marks = settings.attainment
    pair = (marks.satisfaction_full, marks.satisfaction_least)
    if (None in pair and pair != (None, None)) or (pair[0] is not None and pair[1] is not None and not 0 <= pair[1] <= pair[0] <= HUNDRED):
        yield Unanswered("scheme_fault.satisfaction")
    rounding = settings.execution.round_rate_first
    percents = (marks.pass_mark, settings.execution.pass_mark, settings.execution_reason_below)
    if any(mark is not None and not 0 <= mark <= HUNDRED for mark in percents) or (rounding is not None and not 0 <= rounding <= 6):
        yield Unanswered("scheme_fault.marks")
    if settings.tolerance < 0 or settings.shortest_reason < 1:
        yield Unanswered("scheme_fault.marks")
