"""``jixiao audit FOLDER`` of a corpus: what was found by rule, document and theme, and the gravest findings of each rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao import __version__
from jixiao.cli.audit_summary import STYLES, marked, theme_name
from jixiao.cli.blocks import lines
from jixiao.cli.summary import render
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import Corpus, open_corpus
from jixiao.corpus.tallies import RuleTally, Tallies, tallies_of
from jixiao.messages import language, text
from jixiao.rules import Audit, Catalogue, Severity
from jixiao.rules.engine import Progress, audit_in
from jixiao.rules.quoting import brief
from jixiao.rules.subject import subject_in
from jixiao.rules.waivers import Exceptions
from jixiao.rules.wording import money

if TYPE_CHECKING:
    from rich.console import RenderableType

SCHEMA = "jixiao-audit-corpus/1"
_WIDEST = 110
_FEW_DOCUMENTS = 10
_WAN = Decimal(10_000)


def audit_corpus(
    folder: Path, catalogue: Catalogue, *, exceptions: Exceptions | None, memory_megabytes: int, progress: Progress | None
) -> tuple[Corpus, Audit]:
    """Open a corpus and run the rules over it.

    Raises:
        CallerError: it is no corpus of this version.
    """
    corpus = open_corpus(folder)
    with CorpusDatabase(corpus, memory_megabytes=memory_megabytes) as database:
        subject = subject_in(database)
        return corpus, audit_in(database, subject, catalogue, exceptions=exceptions, progress=progress, seconds=_seconds(corpus))


def _seconds(corpus: Corpus) -> float:
    """What a rule may take: a minute, and more where there is more to look at."""
    return 60.0 + corpus.rows / 50_000


def as_json(corpus: Corpus, audit: Audit, *, least: Severity) -> str:
    """Counts by rule and theme, the documents with most findings, and the gravest of each rule; all are written with ``--findings``."""
    tallies = tallies_of(corpus, audit, least=least)
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "corpus": {"folder": str(corpus.folder), "made_by": corpus.made_by, "counts": corpus.counts},
        "summary": {
            "complete": audit.is_complete,
            **_summed(tallies.rules),
            "documents": tallies.documents,
            "projects": tallies.projects,
            "budget_yuan": _yuan(tallies.budget_yuan),
        },
        "themes": {theme: _summed(own) for theme, own in _by_theme(tallies).items()},
        "rules": [_rule_json(tally, audit.seconds.get(tally.rule.id, 0.0)) for tally in tallies.rules],
        "worst_documents": [
            {"document_id": one.document_id, "file": one.file, "publisher": one.publisher, **_counted(one.counts)} for one in tallies.worst
        ],
        "suspended": [{"rule": rule, "why": why} for rule, why in audit.suspended.items()],
        "failed": [{"rule": failure.rule.id, "reason": failure.reason} for failure in audit.failures],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _rule_json(tally: RuleTally, seconds: float) -> dict[str, Any]:
    return {
        "rule": tally.rule.id,
        "theme": tally.rule.theme,
        "title": tally.rule.title[language()],
        "seconds": round(seconds, 3),
        **_summed([tally]),
        "documents": tally.documents,
        "projects": tally.projects,
        "budget_yuan": _yuan(tally.budget_yuan),
        "examples": [
            {
                "id": finding.id,
                "severity": finding.severity.value,
                "file": finding.file,
                "project": finding.project_name,
                "place": brief(finding.source),
                "message": finding.message(),
            }
            for finding in tally.examples
        ],
    }


def _summed(tallies: Sequence[RuleTally]) -> dict[str, int]:
    counts = {severity: sum(tally.counts[severity] for tally in tallies) for severity in Severity}
    return {**_counted(counts), "waived": sum(tally.waived for tally in tallies)}


def _counted(counts: Mapping[Severity, int]) -> dict[str, int]:
    return {severity.value: count for severity, count in counts.items()}


def _yuan(amount: Decimal) -> str:
    """An amount as the JSON of documents has it: exact, as text."""
    return format(amount.normalize(), "f")


def _by_theme(tallies: Tallies) -> dict[str, list[RuleTally]]:
    found: dict[str, list[RuleTally]] = {}
    for tally in tallies.rules:
        found.setdefault(tally.rule.theme, []).append(tally)
    return found


def report(corpus: Corpus, audit: Audit, *, least: Severity, is_plain: bool = False) -> str:
    """The report as text: a row for each rule that found something with the gravest of it, the documents with most findings, the themes."""
    width = _WIDEST if is_plain else min(Console().width, _WIDEST)
    tallies = tallies_of(corpus, audit, least=least)
    parts: list[RenderableType] = [*_head(corpus, tallies, width)]
    for severity in Severity:
        own = [tally for tally in tallies.rules if _gravest(tally) is severity]
        if own:
            parts += _of_severity(severity, own, width)
    parts += _worst(tallies)
    parts += _themes(tallies)
    parts += _foot(audit, width)
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _gravest(tally: RuleTally) -> Severity | None:
    return next((severity for severity in Severity if tally.counts[severity]), None)


def _head(corpus: Corpus, tallies: Tallies, width: int) -> Iterator[RenderableType]:
    said = {name: f"{corpus.counts[name]:,}" for name in ("documents", "projects", "indicators", "budget_tables")}
    yield from lines(text("corpus.head", folder=corpus.folder, rows=f"{corpus.rows:,}", **said), width, indent=0, style="bold")
    count = sum(sum(tally.counts.values()) for tally in tallies.rules)
    concerned = {"documents": f"{tallies.documents:,}", "projects": f"{tallies.projects:,}", "budget": _rounded(tallies.budget_yuan)}
    yield from lines(text("corpus.found", count=f"{count:,}", **concerned), width, indent=0)


def _rounded(yuan: Decimal) -> str:
    """An amount in whole 万元: sums of a corpus need no more."""
    return money(yuan.quantize(_WAN) if abs(yuan) < _WAN else (yuan / _WAN).to_integral_value() * _WAN, language())


def _of_severity(severity: Severity, tallies: Sequence[RuleTally], width: int) -> Iterator[RenderableType]:
    """Rules whose gravest finding is of a severity, those with most findings first."""
    count = sum(tally.counts[severity] for tally in tallies)
    yield Text()
    yield Text(text("corpus.severity", severity=text(f"severity.{severity.value}"), count=f"{count:,}"), style=STYLES[severity])
    for tally in sorted(tallies, key=lambda tally: (-tally.counts[severity], tally.rule.id)):
        head = Text(f"  {tally.rule.id}  ", style="dim")
        head.append(tally.rule.title[language()], style="bold")
        times = Text("  " + _times(tally), style=STYLES[severity])
        if head.cell_len + times.cell_len <= width:
            yield head + times
        else:
            yield head
            yield from lines(times.plain.strip(), width, indent=4, style=STYLES[severity])
        for finding in tally.examples:
            where = text("report.and").join(part for part in (Path(finding.file).name, brief(finding.source), finding.project_name) if part)
            yield from lines(text("corpus.example", message=finding.message(), where=where), width, indent=4, style="dim")


def _times(tally: RuleTally) -> str:
    counts = {"count": f"{sum(tally.counts.values()):,}", "documents": f"{tally.documents:,}"}
    if not tally.budget_yuan:
        return text("corpus.times", **counts)
    return text("corpus.times_of_projects", **counts, projects=f"{tally.projects:,}", budget=_rounded(tally.budget_yuan))


def _worst(tallies: Tallies) -> Iterator[RenderableType]:
    """The documents with most findings."""
    if len(tallies.worst) <= 1:
        return
    yield Text()
    grid = _grid(text("corpus.worst"))
    for one in tallies.worst[:_FEW_DOCUMENTS]:
        name = "  ".join(part for part in (one.publisher, Path(one.file).name) if part)
        grid.add_row(escape(name), *(marked(severity, one.counts[severity]) for severity in Severity))
    yield grid


def _themes(tallies: Tallies) -> Iterator[RenderableType]:
    yield Text()
    grid = _grid(text("corpus.theme"))
    for theme, own in _by_theme(tallies).items():
        counts = _summed(own)
        if any(counts.values()):
            grid.add_row(theme_name(theme), *(f"{counts[severity.value]:,}" for severity in Severity))
    total = _summed(tallies.rules)
    grid.add_row(text("corpus.total"), *(f"{total[severity.value]:,}" for severity in Severity), style="bold")
    yield grid
    if total["waived"]:
        yield Text(text("report.waived_count", count=f"{total['waived']:,}"), style="dim")


def _grid(first: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    grid.add_column(first, overflow="fold")
    for severity in Severity:
        grid.add_column(text(f"severity.{severity.value}"), justify="right", no_wrap=True)
    return grid


def _foot(audit: Audit, width: int) -> Iterator[RenderableType]:
    yield Text()
    seconds = f"{sum(audit.seconds.values()):,.1f}"
    yield from lines(text("corpus.rules_run", count=len(audit.run), seconds=seconds), width, indent=0, style="dim")
    for rule, why in audit.suspended.items():
        yield from lines(text("corpus.rule_suspended", rule=rule, why=why), width, indent=0, style="dim")
    for failure in audit.failures:
        yield from lines(text("corpus.rule_failed", rule=failure.rule.id, reason=failure.reason), width, indent=0, style="red")


def show(corpus: Corpus, audit: Audit, *, as_json_: bool, least: Severity, output: Path | None) -> None:
    """Print the report, or write it to a file."""
    printed = as_json(corpus, audit, least=least) if as_json_ else report(corpus, audit, least=least, is_plain=output is not None)
    if output is None:
        click.echo(printed, nl=False)
    else:
        output.write_text(printed, encoding="utf-8")


def refused(options: dict[str, Any]) -> list[str]:
    """Options that need the documents themselves, which a corpus does not hold."""
    return [f"--{name}" for name in ("xlsx", "html", "sarif", "approved", "published") if options.get(name)]
