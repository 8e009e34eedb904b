"""``jixiao audit FOLDER`` of a corpus: what is where, by rule and theme, and the gravest findings of each rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from jixiao import __version__
from jixiao.cli.audit_summary import STYLES
from jixiao.cli.blocks import lines
from jixiao.cli.summary import render
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import Corpus, open_corpus
from jixiao.messages import language, text
from jixiao.rules import Audit, Catalogue, Finding, Severity
from jixiao.rules.engine import Progress, audit_in
from jixiao.rules.quoting import brief
from jixiao.rules.subject import subject_in
from jixiao.rules.waivers import Exceptions

if TYPE_CHECKING:
    from rich.console import RenderableType

SCHEMA = "jixiao-audit-corpus/1"
_WIDEST = 110
_EXAMPLES = 2


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


def as_json(corpus: Corpus, audit: Audit) -> str:
    """Counts by rule; the findings themselves are written with ``--findings``."""
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "corpus": {"folder": str(corpus.folder), "made_by": corpus.made_by, "counts": corpus.counts},
        "summary": {"complete": audit.is_complete, **_counts(audit.findings)},
        "rules": [
            {
                "rule": rule.id,
                "theme": rule.theme,
                "title": rule.title[language()],
                "seconds": round(audit.seconds.get(rule.id, 0.0), 3),
                **_counts([finding for finding in audit.findings if finding.rule.id == rule.id]),
            }
            for rule in audit.run
        ],
        "suspended": [{"rule": rule, "why": why} for rule, why in audit.suspended.items()],
        "failed": [{"rule": failure.rule.id, "reason": failure.reason} for failure in audit.failures],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(finding.severity for finding in findings if finding.waiver is None)
    return {severity.value: counts[severity] for severity in Severity} | {"waived": sum(finding.waiver is not None for finding in findings)}


def report(corpus: Corpus, audit: Audit, *, least: Severity, is_plain: bool = False) -> str:
    """The report as text: a row for each rule that found something, with the first of what it found."""
    width = _WIDEST if is_plain else min(Console().width, _WIDEST)
    parts: list[RenderableType] = [_head(corpus)]
    shown = [finding for finding in audit.findings if finding.severity.rank <= least.rank and finding.waiver is None]
    for severity in Severity:
        own = [finding for finding in shown if finding.severity is severity]
        if own:
            parts += _of_severity(severity, own, width)
    parts += _foot(audit, width)
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _head(corpus: Corpus) -> Text:
    said = {name: f"{corpus.counts[name]:,}" for name in ("documents", "projects", "indicators", "budget_tables")}
    return Text(text("corpus.head", folder=corpus.folder, rows=f"{corpus.rows:,}", **said), style="bold")


def _of_severity(severity: Severity, findings: Sequence[Finding], width: int) -> Iterator[RenderableType]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule.id, []).append(finding)
    yield Text()
    yield Text(text("corpus.severity", severity=text(f"severity.{severity.value}"), count=f"{len(findings):,}"), style=STYLES[severity])
    for rule, own in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        documents = len({finding.document_id for finding in own})
        head = Text(f"  {rule}  ", style="dim")
        head.append(own[0].title(), style="bold")
        head.append("  " + text("corpus.times", count=f"{len(own):,}", documents=f"{documents:,}"), style=STYLES[severity])
        yield head
        for finding in own[:_EXAMPLES]:
            where = "，".join(part for part in (Path(finding.file).name, brief(finding.source), finding.project_name) if part)
            yield from lines(f"{finding.message()}（{where}）", width, indent=4, style="dim")


def _foot(audit: Audit, width: int) -> Iterator[RenderableType]:
    yield Text()
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    grid.add_column(text("corpus.theme"), no_wrap=True)
    for severity in Severity:
        grid.add_column(text(f"severity.{severity.value}"), justify="right")
    for theme in dict.fromkeys(rule.theme for rule in audit.run):
        counts = _counts([finding for finding in audit.findings if finding.rule.theme == theme])
        if any(counts.values()):
            grid.add_row(text(f"theme.{theme}"), *(f"{counts[severity.value]:,}" for severity in Severity))
    counts = _counts(audit.findings)
    grid.add_row(text("corpus.total"), *(f"{counts[severity.value]:,}" for severity in Severity), style="bold")
    yield grid
    yield Text()
    yield from lines(
        text("corpus.rules_run", count=len(audit.run), seconds=f"{sum(audit.seconds.values()):,.1f}"), width, indent=0, style="dim"
    )
    for failure in audit.failures:
        yield from lines(text("corpus.rule_failed", rule=failure.rule.id, reason=failure.reason), width, indent=0, style="red")


def show(corpus: Corpus, audit: Audit, *, as_json_: bool, least: Severity, output: Path | None) -> None:
    """Print the report, or write it to a file."""
    printed = as_json(corpus, audit) if as_json_ else report(corpus, audit, least=least, is_plain=output is not None)
    if output is None:
        click.echo(printed, nl=False)
    else:
        output.write_text(printed, encoding="utf-8")


def refused(options: dict[str, Any]) -> list[str]:
    """Options that need the documents themselves, which a corpus does not hold."""
    return [f"--{name}" for name in ("xlsx", "html", "sarif", "approved", "published") if options.get(name)]
