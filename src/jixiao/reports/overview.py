"""What a report says before its findings: what was read and how completely, what was counted, what was not looked at (概况)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from jixiao.facts.reading import FactReading, place_of
from jixiao.layouts.masking import masked
from jixiao.messages import catalogue, language, text
from jixiao.model import Document
from jixiao.provenance import Problem
from jixiao.reports.charts import Chart, chart
from jixiao.rules import Audit, Finding, Rule, Severity
from jixiao.rules.quoting import brief

_DIGITS = 12
_VALUE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings by severity, and those that are waived."""

    by_severity: Mapping[Severity, int]
    waived: int

    @property
    def total(self) -> int:
        """Findings that count."""
        return sum(self.by_severity.values())

    def of(self, severity: str) -> int:
        """Findings of one severity."""
        return self.by_severity[Severity(severity)]


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that was not understood, what is wrong and what to do."""

    id: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document as the report introduces it.

    Attributes:
        key: its id on the page.
        name: of the agency, or of the file.
        file: name of the file.
        document: the reading.
        counts: its findings.
        understood: share of its cells in percent, in words; a dash where it has none.
        problems: what was not read.
        notes: what one should know.
    """

    key: str
    name: str
    file: str
    document: Document
    counts: Counts
    understood: str
    problems: tuple[Unread, ...]
    notes: tuple[Unread, ...]

    @property
    def indicators(self) -> int:
        """Number of indicators."""
        return sum(len(project.indicators) for project in (*self.document.projects, *self.document.whole_department))

    @property
    def projects(self) -> int:
        """Number of projects, whole departments included."""
        return len(self.document.projects) + len(self.document.whole_department)


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule that found something: once for all its findings."""

    rule: Rule
    counts: Counts
    laws: tuple[tuple[str, str, str], ...]
    """Citation, what it obliges to, how far it is verified."""
    remedy: str
    """What to do, with … where a finding names a value."""


def count(findings: Sequence[Finding]) -> Counts:
    """Findings by severity; the waived ones apart."""
    counted = Counter(finding.severity for finding in findings if finding.waiver is None)
    return Counts({severity: counted[severity] for severity in Severity}, sum(finding.waiver is not None for finding in findings))


def heads_of(found: Sequence[FactReading], findings: Mapping[str, Sequence[Finding]]) -> list[DocumentHead]:
    """The documents of an audit in their order."""
    files = names_of([reading.document.source.file for reading in found])
    names = Counter(reading.document.publisher for reading in found)
    heads = []
    for number, reading in enumerate(found, start=1):
        document = reading.document
        name = document.publisher or files[document.source.file]
        if names[document.publisher] > 1 and document.publisher:
            name = text("audit_page.agency_file", agency=name, year=document.fiscal_year or files[document.source.file])
        heads.append(
            DocumentHead(
                f"d{number}",
                name,
                files[document.source.file],
                document,
                count(findings.get(reading.id, ())),
                _understood(document),
                tuple(_unread(problem) for problem in document.problems),
                tuple(_unread(note) for note in document.notes),
            )
        )
    return heads


def names_of(files: Sequence[str]) -> dict[str, str]:
    """Names of files without their folders, as far as they differ.

    >>> names_of(["a/2024/b.pdf", "a/2025/b.pdf", "a/c.pdf"])
    {'a/2024/b.pdf': '2024/b.pdf', 'a/2025/b.pdf': '2025/b.pdf', 'a/c.pdf': 'c.pdf'}
    """
    found: dict[str, str] = {}
    for depth in range(1, max((len(PurePath(file).parts) for file in files), default=0) + 1):
        names = {file: "/".join(PurePath(file).parts[-depth:]) for file in files if file not in found}
        often = Counter(names.values())
        found |= {file: name for file, name in names.items() if often[name] == 1}
    return {file: found.get(file, file) for file in files}


def _understood(document: Document) -> str:
    account = document.account
    if not account.cells:
        return "—"
    share = 100 * (account.cells - account.problems) / account.cells
    return "100%" if not account.problems else f"{min(share, 99.99):.2f}%"


def _unread(problem: Problem) -> Unread:
    return Unread(problem.id, brief(problem.source), masked(problem.message()), masked(problem.remedy()))


def theme_name(theme: str) -> str:
    """A theme in words; a folder of the user's own is called as it is."""
    return text(f"theme.{theme}") if f"theme.{theme}" in catalogue() else theme


def charts_of(heads: Sequence[DocumentHead], findings: Sequence[Finding]) -> list[Chart]:
    """Findings by theme, and by document where there are several."""
    found = [finding for finding in findings if finding.waiver is None]
    themes = {finding.rule.theme for finding in found}
    by_theme = {theme: count([finding for finding in found if finding.rule.theme == theme]).by_severity for theme in themes}
    ordered = sorted(by_theme.items(), key=lambda item: ([-item[1][severity] for severity in Severity], item[0]))
    charts = [chart("themes", [(theme_name(theme), f"#?theme={theme}", counts) for theme, counts in ordered])]
    if len(heads) > 1:
        graver = sorted(heads, key=lambda head: [-head.counts.by_severity[severity] for severity in Severity])
        charts.append(chart("documents", [(head.name, f"#?doc={head.key}", head.counts.by_severity) for head in graver]))
    return charts


def rules_used(findings: Sequence[Finding]) -> list[RuleUse]:
    """Rules that found something, by their id."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule.id, []).append(finding)
    return [
        RuleUse(found[0].rule, count(found), tuple(_laws(found[0].rule)), _remedy(found[0].rule)) for _, found in sorted(by_rule.items())
    ]


def _laws(rule: Rule) -> Iterator[tuple[str, str, str]]:
    lang = language()
    for citation in rule.legal_basis:
        obliges = "" if citation.article is None else citation.article.zh if lang == "zh" else citation.article.en
        yield citation.describe(lang), obliges, text(f"lawstatus.{citation.status.value}")


def _remedy(rule: Rule) -> str:
    return _VALUE.sub("…", rule.remedy[language()])


def rules_digest(audit: Audit) -> str:
    """Twelve digits that change when a rule that ran is another one."""
    told = "\n".join(f"{rule.id} {rule.severity} {rule.sql}" for rule in sorted(audit.run, key=lambda rule: rule.id))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def left_out_of(audit: Audit, found: Sequence[FactReading], heads: Sequence[DocumentHead]) -> list[str]:
    """Numbers that were not compared, each with its place."""
    names = {reading.id: head for reading, head in zip(found, heads, strict=True)}
    said = []
    for item in audit.left_out:
        head = names.get(item.document_id)
        file = head.document.source.file if head else item.document_id
        place = brief(place_of(item.source, file))
        said.append(text("audit_page.left_out_item", name=head.file if head else file, place=place, value=f"{item.value:f}"))
    return said
