"""Bars of findings by severity: lengths in percent of the longest, so that a chart is as wide as its place (图表)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jixiao.rules import Finding, Severity

_LONGEST_LABEL = 40
"""Of a label in half-width characters; the table beside the chart has all of it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how long it is in percent, and how many findings it stands for."""

    severity: Severity
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart.

    Attributes:
        key: what is filtered when somebody chooses it.
        name: what it is; ``label`` is as much of it as fits.
        total: findings.
        segments: one for each severity that is found.
    """

    key: str
    name: str
    total: int
    segments: tuple[Segment, ...]

    @property
    def label(self) -> str:
        """The name, cut where it is too long for its row."""
        width = 0
        for at, letter in enumerate(self.name):
            width += 1 if letter.isascii() else 2
            if width > _LONGEST_LABEL:
                return self.name[:at] + "…"
        return self.name

    def count(self, severity: Severity) -> int:
        """Findings of one severity."""
        return sum(segment.count for segment in self.segments if segment.severity is severity)


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Findings by severity, without those that are waived."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += finding.waiver is None
    return counts


def bars_by(findings: Sequence[Finding], key_of: Callable[[Finding], str], name_of: Callable[[str], str]) -> list[Bar]:
    """A bar for each group of findings, the one with the gravest first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.waiver is None:
            groups.setdefault(key_of(finding), []).append(finding)
    counts = {key: counted(group) for key, group in groups.items()}
    longest = max((sum(count.values()) for count in counts.values()), default=0)
    ordered = sorted(counts, key=lambda key: tuple(-counts[key][severity] for severity in Severity))
    return [_bar(key, name_of(key), counts[key], longest) for key in ordered]


def whole_bar(counts: dict[Severity, int]) -> Bar:
    """All findings as one bar over the whole width."""
    return _bar("", "", counts, sum(counts.values()))


def _bar(key: str, name: str, counts: dict[Severity, int], longest: int) -> Bar:
    segments, start = [], 0.0
    for severity, count in counts.items():
        if count:
            length = 100 * count / longest
            segments.append(Segment(severity, count, round(start, 3), round(length, 3)))
            start += length
    return Bar(key, name, sum(counts.values()), tuple(segments))
