"""Bands (区间): a number line cut into named parts, and the proof that nothing falls between them or into two.

The incumbent gives a score of exactly 90 no grade. Here the ends are data that say on which side they belong, and a set of bands with
a gap or an overlap is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from jixiao.attainment.derivation import Unanswered
from jixiao.values.target import plain_decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the number line (区间) and what it is called.

    Attributes:
        name: ``excellent``, ``red``, ``attained`` …
        least: lower end; ``None`` for no end.
        most: upper end; ``None`` for no end.
        has_least: the lower end itself belongs to it (≥, otherwise >).
        has_most: the upper end itself belongs to it (≤, otherwise <).
    """

    name: str
    least: Decimal | None
    most: Decimal | None
    has_least: bool = True
    has_most: bool = False

    def __contains__(self, number: Decimal | Fraction) -> bool:
        above = self.least is None or number > self.least or (self.has_least and number == self.least)
        below = self.most is None or number < self.most or (self.has_most and number == self.most)
        return above and below

    def shown(self, symbol: str, unit: str = "") -> str:
        """The band as people write it: ``80 ≤ s < 90``."""
        low = f"{plain_decimal(self.least)}{unit} {'≤' if self.has_least else '<'} " if self.least is not None else ""
        high = f" {'≤' if self.has_most else '<'} {plain_decimal(self.most)}{unit}" if self.most is not None else ""
        return f"{low}{symbol}{high}"


def band_from(entry: Mapping[str, object]) -> Band:
    """A band of a data file: ``name`` with one of ``from`` (≥) and ``above`` (>), and one of ``to`` (≤) and ``below`` (<)."""
    low = entry.get("from", entry.get("above"))
    high = entry.get("to", entry.get("below"))
    return Band(
        str(entry["name"]),
        None if low is None else Decimal(str(low)),
        None if high is None else Decimal(str(high)),
        "above" not in entry,
        "to" in entry,
    )


def band_of(number: Decimal | Fraction, bands: Sequence[Band]) -> Band | None:
    """The band in which a number lies; ``None`` outside all of them."""
    return next((band for band in bands if number in band), None)


def band_faults(bands: Sequence[Band], least: Decimal | None = None, most: Decimal | None = None) -> list[Unanswered]:
    """What keeps bands from covering everything from ``least`` to ``most``, both included, exactly once.

    Args:
        bands: in any order.
        least: lower end of what must be covered; ``None`` for no end.
        most: upper end; ``None`` for no end.

    Returns:
        Gaps, overlaps and bands that are turned round, each with its place; empty where there is none.

    >>> low, high = Band("low", Decimal(0), Decimal(89)), Band("high", Decimal(90), Decimal(100), has_most=True)
    >>> [fault.message("en") for fault in band_faults([low, high], Decimal(0), Decimal(100))]
    ['nothing holds the numbers between “low” (up to 89) and “high” (from 90)']
    """
    found = [Unanswered("band.turned", {"name": band.name, "band": band.shown("x")}) for band in bands if _is_turned(band)]
    ordered = sorted(bands, key=lambda band: (band.least is not None, band.least or Decimal(0), not band.has_least))
    if found or not ordered:
        return found or [Unanswered("band.none")]
    first, last = ordered[0], max(ordered, key=lambda band: (band.most is None, band.most or Decimal(0), band.has_most))
    if first.least is not None and (least is None or first.least > least or (first.least == least and not first.has_least)):
        found.append(Unanswered("band.begins_late", {"name": first.name, "band": first.shown("x")}))
    if last.most is not None and (most is None or last.most < most or (last.most == most and not last.has_most)):
        found.append(Unanswered("band.ends_early", {"name": last.name, "band": last.shown("x")}))
    return found + [fault for low, high in pairwise(ordered) if (fault := _between(low, high)) is not None]


def _is_turned(band: Band) -> bool:
    if band.least is None or band.most is None:
        return False
    return band.least > band.most or (band.least == band.most and not (band.has_least and band.has_most))


def _between(low: Band, high: Band) -> Unanswered | None:
    """A gap or an overlap between two neighbours."""
    values = {"low": low.name, "high": high.name, "end": _number(low.most), "start": _number(high.least)}
    if low.most is None or high.least is None or low.most > high.least:
        return Unanswered("band.overlap", values)
    if low.most == high.least and low.has_most and high.has_least:
        return Unanswered("band.overlap", values)
    if low.most < high.least or not (low.has_most or high.has_least):
        return Unanswered("band.gap", values)
    return None


def _number(end: Decimal | None) -> str:
    return "∞" if end is None else plain_decimal(end)
