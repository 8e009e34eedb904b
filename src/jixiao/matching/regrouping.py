"""Projects that were evidently split into several or merged into one (项目拆分与合并): a hint, never a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.matching.subjects import Pair, Subject

_OWN_SHARE = 0.5  # of the indicators of a part that the whole has
_COVERED = 0.5  # of the indicators of the whole that the parts have
_TOLERANCE = Decimal("0.02")
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A project that became several (``split``), or several that became one (``merged``).

    Attributes:
        kind: ``split`` or ``merged``.
        whole: the one project: of the old document where it was split, of the new one where several were merged.
        parts: the several projects of the other document.
    """

    kind: str
    whole: Subject
    parts: tuple[Subject, ...]


def regroupings(pairs: Sequence[Pair[Subject]], gone: Sequence[Subject], new: Sequence[Subject]) -> Iterator[Regrouping]:
    """Splits and merges: indicators and money of one went into several, one of which may be its own pair."""
    partners = {pair.old.key: pair.new for pair in pairs}
    for whole in [*(pair.old for pair in pairs), *gone]:
        if parts := _parts(whole, partners.get(whole.key), new):
            yield Regrouping("split", whole, parts)
    partners = {pair.new.key: pair.old for pair in pairs}
    for whole in [*(pair.new for pair in pairs), *new]:
        if parts := _parts(whole, partners.get(whole.key), gone):
            yield Regrouping("merged", whole, parts)


def _parts(whole: Subject, partner: Subject | None, others: Sequence[Subject]) -> tuple[Subject, ...]:
    """The projects into which a whole went; nothing where that is not evident."""
    own = _names(whole)
    if not own or whole.amount_yuan is None or not others:
        return ()
    fitting = [item for item in others if item.amount_yuan and _names(item) and len(_names(item) & own) >= _OWN_SHARE * len(_names(item))]
    parts = ([partner] if partner is not None else []) + fitting
    if not 2 <= len(parts) <= _MOST_PARTS:
        return ()
    total = sum((item.amount_yuan or Decimal(0) for item in parts), Decimal(0))
    covered = set().union(*(_names(item) for item in parts)) & own
    is_money = abs(total - whole.amount_yuan) <= _TOLERANCE * abs(whole.amount_yuan)
    return tuple(parts) if is_money and len(covered) >= _COVERED * len(own) else ()


def _names(subject: Subject) -> set[str]:
    return {indicator.name_key for indicator in subject.indicators}
