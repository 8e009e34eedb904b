"""``jixiao evidence``: from a finding or a value back to its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import pipeline
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.evidence import Evidence, Excerpt, Missing
    from jixiao.model import Document
    from jixiao.provenance import SourceRef
    from jixiao.rules import Finding

_FEW = 5
_MOST_OF_A_RULE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: some places of one document, under a heading, with the rows around them."""

    head: str
    document: Document
    places: Sequence[SourceRef]
    excerpt: Excerpt | Missing


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--finding", "findings"], multiple=True, metavar="ID", help=text("help.evidence_finding")),
        click.Option(["--value", "values"], multiple=True, metavar=text("help.metavar_address"), help=text("help.evidence_value")),
        click.Option(["--list", "shall_list"], is_flag=True, help=text("help.evidence_list")),
        click.Option(
            ["--context"], type=click.IntRange(0, 50), default=2, show_default=True, metavar="N", help=text("help.evidence_context")
        ),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.evidence_output")),
        *limit_options(),
    ]
    return click.Command("evidence", callback=run, params=params, help=text("help.evidence"))


def run(
    file: Path,
    findings: tuple[str, ...],
    values: tuple[str, ...],
    shall_list: bool,
    context: int,
    output: Path | None,
    **options: Any,  # noqa: ANN401 - limits, by name
) -> int:
    """Read, find what is asked for, print or write it."""
    from jixiao.cli import evidence_output

    if output is not None:
        evidence_output.check(output)
    if file.is_dir():
        raise CallerError("error.is_folder", file=str(file))
    limits = limits_of(options)
    documents, failures = load([file], 1, limits)
    for failure in failures:
        click.echo(failure, err=True)
    if not documents:
        return ExitCode.FAULT
    if shall_list or not (findings or values):
        click.echo(evidence_output.listing(documents, _audited(documents)), nl=False)
        return ExitCode.CLEAN
    from jixiao.evidence import Evidence

    evidence = Evidence.of(documents, limits=limits)
    shown = [*_of_findings(documents, findings, evidence, context), *_of_values(documents, values, evidence, context)]
    if output is not None:
        evidence_output.write(output, shown, evidence)
    else:
        click.echo(evidence_output.printed(shown), nl=False)
    from jixiao.evidence import Missing

    return ExitCode.PROBLEMS if any(isinstance(item.excerpt, Missing) for item in shown) else ExitCode.CLEAN


def _audited(documents: Sequence[Document]) -> Sequence[Finding]:
    return pipeline.audit(documents).findings


def _of_findings(documents: Sequence[Document], wanted: Sequence[str], evidence: Evidence, context: int) -> Iterator[Shown]:
    """The evidence of some findings, named by their id or by the id of their rule."""
    if not wanted:
        return
    from jixiao.cli.findings import one
    from jixiao.evidence import places_of
    from jixiao.facts.reading import readings

    found = _audited(documents)
    by_id = {reading.id: reading.document for reading in readings(documents)}
    by_file = {document.source.file: document for document in documents}
    for name in wanted:
        for finding in _named(found, name):
            own = by_id[finding.document_id]
            by_document: dict[str, list[SourceRef]] = {}
            for place in places_of(finding):
                by_document.setdefault(place.file, []).append(place)
            head = one(finding)
            for file, places in (by_document or {own.source.file: []}).items():
                document = by_file.get(file, own)
                yield Shown(head, document, places, evidence.excerpt(places, document.source.sha256, context=context))
                head = ""


def _named(findings: Sequence[Finding], name: str) -> Sequence[Finding]:
    """The findings of that id, of an id that begins so, or of that rule.

    Raises:
        CallerError: there is none; the message names near ones.
    """
    wanted = name.strip().lower()
    hits = [item for item in findings if item.rule.id.lower() == wanted] or [item for item in findings if item.id == wanted]
    hits = hits or [item for item in findings if len(wanted) > 2 and item.id.startswith(wanted)]
    if hits:
        return hits[:_MOST_OF_A_RULE]
    names = {item.id: item for item in findings} | {item.rule.id.lower(): item for item in reversed(findings)}
    near = [names[close] for close in difflib.get_close_matches(wanted, names, _FEW, 0.5)] or findings[:_FEW]
    listed = [text("evidence.named", address=item.id, label=f"{item.rule.id} {item.title()}") for item in near]
    raise CallerError("error.no_such_finding", finding=name, near=text("report.semicolon").join(listed) or text("evidence.no_findings"))


def _of_values(documents: Sequence[Document], wanted: Sequence[str], evidence: Evidence, context: int) -> Iterator[Shown]:
    from jixiao.evidence import find_value

    for name in wanted:
        document, value = documents[0], None
        for document in documents:  # JSON may hold several readings: the first that has the value
            try:
                value = find_value(document, name)
                break
            except CallerError:
                if document is documents[-1]:
                    raise
        if value is not None:
            head = text("evidence.value", address=value.address, label=value.label, value=value.text) + "\n"
            yield Shown(head, document, value.places, evidence.excerpt(value.places, document.source.sha256, context=context))
