"""Stacked bars as the templates draw them: lengths, places and words; never told by colour alone (图表)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.rules import Severity

WIDTH = 440
_LABEL, _BAR, _COUNT = 128, 250, 62
_ROW, _BAR_HEIGHT = 26, 14
_GAP = 1.5
_MOST_ROWS = 24
_WIDEST_LABEL = 20  # half-width columns


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar for one severity."""

    severity: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its name whole and as it fits, the address that filters by it, its parts, its total."""

    name: str
    label: str
    href: str
    y: int
    segments: tuple[Segment, ...]
    counts: tuple[int, ...]
    total: int
    text_x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: rows that are drawn, and all rows for its table."""

    key: str
    bars: tuple[Bar, ...]
    rows: tuple[Bar, ...]
    height: int

    @property
    def left_out(self) -> int:
        """Rows that stand in the table only."""
        return len(self.rows) - len(self.bars)


def chart(key: str, rows: Sequence[tuple[str, str, Mapping[Severity, int]]]) -> Chart:
    """Stacked bars of one scale.

    Args:
        key: of the chart on the page.
        rows: name, address that filters, and findings by severity; in the order in which they are drawn.
    """
    longest = max((sum(counts.values()) for *_, counts in rows), default=0)
    bars = tuple(_bar(at, name, href, counts, longest) for at, (name, href, counts) in enumerate(rows))
    drawn = bars[:_MOST_ROWS]
    return Chart(key, drawn, bars, len(drawn) * _ROW + 4)


def _bar(at: int, name: str, href: str, counts: Mapping[Severity, int], longest: int) -> Bar:
    x = float(_LABEL)
    segments = []
    for severity in Severity:
        if count := counts.get(severity, 0):
            width = max(count / longest * _BAR, 2.0)
            segments.append(Segment(severity.value, round(x, 1), round(width, 1), count))
            x += width + _GAP
    amounts = tuple(counts.get(severity, 0) for severity in Severity)
    return Bar(name, shortened(name), href, at * _ROW, tuple(segments), amounts, sum(amounts), round(x + 5, 1))


def shortened(name: str) -> str:
    """A name as it fits beside a bar: the end of a long one is left out.

    >>> shortened("云川县农业农村局"), shortened("某某市交通运输综合行政执法支队")
    ('云川县农业农村局', '某某市交通运输综合…')
    """
    width, kept = 0, ""
    for character in name:
        width += 1 if character.isascii() else 2
        if width > _WIDEST_LABEL:
            return kept.rstrip()[:-1] + "…" if len(kept) > 1 else kept
        kept += character
    return kept
