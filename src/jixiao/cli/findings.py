"""What ``jixiao audit`` prints: what was read, the findings of each document and project, the gravest first, and a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from jixiao.cli import audit_summary
from jixiao.cli.blocks import LABEL, line_of, lines
from jixiao.cli.summary import render
from jixiao.facts.reading import FactReading, readings
from jixiao.messages import text
from jixiao.rules import Audit, Finding, Severity
from jixiao.rules.folding import MANY, Fold, by_document, folded, unfolded
from jixiao.rules.quoting import Seen, law_of, seen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jixiao.model import Document

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_WIDEST = 110
_FEW_PROBLEMS = 3
_FEW_EXAMPLES = 3
_FEW_PLACES = 6
_OF_DOCUMENT, _OF_SEVERAL = "", "*"


def report(documents: Sequence[Document], audit: Audit, *, least: Severity, everything: bool, is_plain: bool = False) -> str:
    """The whole report as text.

    Args:
        documents: that were audited, in their order.
        audit: what was found.
        least: lowest severity that is listed.
        everything: each finding by itself, and all problems and places.
        is_plain: it goes to a file, without colours.
    """
    width = _WIDEST if is_plain else min(Console().width, _WIDEST)
    found = list(readings(documents))
    parts: list[RenderableType] = [*audit_summary.overview(found, audit)]
    findings = by_document(audit.findings)
    for reading in found:
        own = findings.get(reading.id, [])
        if own or reading.document.problems:
            parts += _document(reading, own, width, least=least, everything=everything)
    parts += _clean(found, audit, width)
    parts += audit_summary.summary(audit, width, least=least, everything=everything)
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def one(finding: Finding) -> str:
    """One finding as text, below its project and file."""
    width = min(Console().width, _WIDEST)
    name = Text(finding.project_name or text("report.of_document"), style="bold")
    place = Text(f"  {Path(finding.file).name}", style="dim")
    return render(name + place, *_fold(Fold((finding,)), width, everything=False), width=width)


def _document(
    reading: FactReading, findings: Sequence[Finding], width: int, *, least: Severity, everything: bool
) -> Iterator[RenderableType]:
    document = reading.document
    shown = [finding for finding in findings if finding.severity.rank <= least.rank]
    yield Text()
    yield _heading(document, width)
    yield from _problems(document, width, everything=everything)
    if not shown:
        yield from lines(text("report.none_shown" if findings else "report.clean"), width, indent=2, style="green")
    for key, folds in _groups(shown, everything=everything):
        yield Text()
        yield from lines(_group_title(key, folds), width, indent=0, style="bold")
        for fold in folds:
            yield from _fold(fold, width, everything=everything)


def _clean(found: Sequence[FactReading], audit: Audit, width: int) -> Iterator[RenderableType]:
    """Documents of which there is nothing to say, in one paragraph."""
    accused = {finding.document_id for finding in audit.findings}
    clean = [reading.document for reading in found if reading.id not in accused and not reading.document.problems]
    if clean:
        names = text("report.and").join(document.publisher or Path(document.source.file).name for document in clean)
        yield Text()
        yield from lines(text("report.clean_documents", count=len(clean), names=names), width, indent=0, style="green")


def _heading(document: Document, width: int) -> Text:
    name = document.publisher or Path(document.source.file).name
    year = text("report.year", year=document.fiscal_year) if document.fiscal_year else text("report.no_year")
    head = f"{name}  {year}  {text(f'kind.{document.kind.value}')}  "
    shown = Text(head, style="bold")
    shown.append("━" * max(width - shown.cell_len, 0), style="dim not bold")
    return shown


def _problems(document: Document, width: int, *, everything: bool) -> Iterator[Text]:
    """What was not read and so was not audited."""
    yield from lines(document.source.file, width, indent=2, style="dim")
    count = len(document.problems)
    if not count:
        return
    yield from lines(text("report.problems", count=count), width, indent=2, style="yellow")
    shown = document.problems if everything else document.problems[:_FEW_PROBLEMS]
    for problem in shown:
        place = problem.source.where()
        said = text("report.problem", place=place, message=problem.message(), id=problem.id) if place else problem.message()
        yield from lines(said, width, indent=4, style="dim")
    if len(shown) < count:
        yield from lines(text("report.more_problems", count=count - len(shown)), width, indent=4, style="dim")


def _groups(findings: Sequence[Finding], *, everything: bool) -> list[tuple[str, list[Fold]]]:
    """Findings of the document as a whole, of several projects, and of each project; the group with the gravest finding first."""
    entries = unfolded(findings) if everything else folded(findings, many=MANY)
    groups: dict[str, list[Fold]] = {}
    for fold in entries:
        is_several = fold.project_id is None and bool(fold.projects)
        groups.setdefault(_OF_SEVERAL if is_several else fold.project_id or _OF_DOCUMENT, []).append(fold)
    for folds in groups.values():
        folds.sort(key=_gravity)
    return sorted(groups.items(), key=lambda item: _gravity(item[1][0]))


def _gravity(fold: Fold) -> tuple[bool, int]:
    return fold.first.waiver is not None, fold.severity.rank


def _group_title(key: str, folds: Sequence[Fold]) -> str:
    if key == _OF_DOCUMENT:
        return text("report.of_document")
    return text("report.of_several") if key == _OF_SEVERAL else folds[0].first.project_name or text("cli.unnamed")


def _fold(fold: Fold, width: int, *, everything: bool) -> Iterator[Text]:
    finding = fold.first
    yield _title(fold, width)
    if finding.waiver is not None:
        waiver = finding.waiver
        yield from lines(text("report.waived", by=waiver.by, until=waiver.until, why=waiver.why), width, indent=LABEL, style="dim")
    if fold.says_the_same:
        yield from lines(finding.message(), width, indent=LABEL)
    for message in [] if fold.says_the_same else list(dict.fromkeys(each.message() for each in fold.findings))[:_FEW_EXAMPLES]:
        yield from lines(text("report.example", message=message), width, indent=LABEL)
    for key, said in _details(fold, everything=everything):
        yield from line_of(text(f"report.{key}"), said, width, style="dim" if key in ("law", "place", "quoted", "projects") else "")
    if fold.doubtful:
        said = text("report.doubtful") if fold.count == 1 else text("report.doubtful_some", count=fold.doubtful)
        yield from lines(said, width, indent=LABEL, style="magenta")


def _title(fold: Fold, width: int) -> Text:
    finding = fold.first
    style = "dim" if finding.waiver is not None else audit_summary.STYLES[fold.severity]
    head = Text("  ")
    head.append(f"{MARKS[fold.severity]} {text(f'severity.{fold.severity.value}')}", style=style)
    head.append(f"  {finding.rule.id}  ", style="dim")
    head.append(finding.title(), style="dim" if finding.waiver is not None else "bold")
    if fold.count > 1:
        head.append(f"  {text('report.times', count=fold.count)}", style=style)
    head.no_wrap = head.cell_len <= width
    return head


def _details(fold: Fold, *, everything: bool) -> Iterator[tuple[str, str]]:
    """Names of the labels and what stands beside them."""
    finding = fold.first
    if fold.count == 1:
        values = seen(finding)
        if any(item.text for item in values):
            yield "quoted", text("report.semicolon").join(_quotes(values))
        elif values:
            yield "place", text("cli.comma").join(item.place for item in values)
    else:
        if fold.projects and len(fold.projects) > 1:
            yield "projects", text("report.projects_named", count=len(fold.projects), names=text("report.and").join(fold.projects))
        places = list(dict.fromkeys(item.place for each in fold.findings for item in seen(each)[:1]))
        if places:
            shown = places if everything else places[:_FEW_PLACES]
            named = text("report.and").join(shown)
            yield "place", named if len(shown) == len(places) else text("report.places_more", places=named, count=len(places))
    yield "law", law_of(finding.rule)
    yield "remedy", finding.remedy()


def _quotes(values: Sequence[Seen]) -> Iterator[str]:
    """Values with their places; those of one place together."""
    by_place: dict[str, list[str]] = {}
    for item in values:
        by_place.setdefault(item.place, []).append(" ".join(filter(None, (item.term, item.text))))
    for place, words in by_place.items():
        said = text("report.and").join(filter(None, words))
        yield text("report.quote", value=said, place=place) if said and place else said or place
