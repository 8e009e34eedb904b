"""``jixiao demo``: invented documents read, audited, compared, laid out in every form and kind of file, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import click
from rich.table import Table as Grid

from jixiao import __version__, forms, pipeline
from jixiao.cli import audit_summary, diff_report, findings, monitor_report, score_report, summary
from jixiao.cli.read import read_files
from jixiao.cli.show import show_project
from jixiao.errors import CallerError, ExitCode
from jixiao.evidence import Evidence
from jixiao.exports import write_xlsx
from jixiao.exports.working_paper import write_working_paper
from jixiao.facts.reading import readings
from jixiao.messages import language, text
from jixiao.model import Document
from jixiao.reports import audit_report
from jixiao.reports.comparison_page import comparison_page
from jixiao.reports.score_page import score_page
from jixiao.rules import Audit

PUBLISHED, LAST_YEAR, RESULTS, FORMS = "published", "last_year", "results", "forms"
DATA, PAPER, PAGE, CHANGES, SCORES = "data.xlsx", "audit.xlsx", "audit.html", "changes.html", "scores.html"
"""Names in the folder of the demonstration: invented documents, those of the year before, what became of projects, what was laid out;
their data and their audit as workbooks, the audit, the comparison of the years and the scores as pages."""
_LIGHTS = "by_time"
_SHOWN = "shijiazhuang"
_WIDE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A form in one kind of file, and whether everything in it was read back.

    Attributes:
        form: its name.
        path: the file.
        said: projects and indicators that it prints.
        read: those that were read in it.
    """

    form: str
    path: Path
    said: tuple[int, int]
    read: tuple[int, int]


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [click.Argument(["folder"], type=click.Path(path_type=Path), default=Path("jixiao-demo"))]
    return click.Command("demo", callback=run, params=params, help=text("help.demo"))


def run(folder: Path) -> int:
    """Write the documents, read them, lay out what they say in every form, read that back, and leave a workbook and a PDF to look at."""
    if folder.exists() and not folder.is_dir():
        raise CallerError("error.not_a_folder", file=str(folder))
    written = _write_documents("demo_documents", folder / PUBLISHED)
    earlier = _write_documents("demo_last_year", folder / LAST_YEAR)
    click.echo(text("cli.demo_written", count=len(written), folder=str(folder / PUBLISHED)) + "\n")
    documents = _read(written)
    click.echo(summary.overview(documents))
    click.echo(show_project(documents[0].projects[0]), nl=False)
    audit = pipeline.audit(documents)
    _show_audit(documents, audit)
    _show_changes(_read(earlier), documents[:1], folder / CHANGES)
    _show_results(_read(_write_documents("demo_results", folder / RESULTS)), folder / SCORES)
    kept = list(_lay_out(documents, folder / FORMS))
    click.echo("\n" + text("cli.demo_forms", count=len(kept), folder=str(folder / FORMS)) + "\n")
    click.echo(_table(kept), nl=False)
    write_xlsx(documents, folder / DATA)
    write_working_paper(documents, audit, folder / PAPER)
    (folder / PAGE).write_text(audit_report(documents, audit, evidence=Evidence.of(documents)), encoding="utf-8")
    shown = folder / FORMS / f"{_SHOWN}.pdf"
    made = {"data": str(folder / DATA), "paper": str(folder / PAPER), "form": str(shown)}
    made |= {"page": str(folder / PAGE), "changes": str(folder / CHANGES), "scores": str(folder / SCORES)}
    click.echo("\n" + text("cli.demo_next", file=str(written[-1]), folder=str(folder / PUBLISHED), **made))
    is_whole = len(documents) == len(written) and all(item.said == item.read for item in kept) and audit.is_complete
    return ExitCode.CLEAN if is_whole else ExitCode.FAULT


def _write_documents(kept: str, folder: Path) -> list[Path]:
    """Invented documents as files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for document in sorted(resources.files("jixiao").joinpath(kept).iterdir(), key=lambda entry: entry.name):
        if document.name[:1].isdigit():
            path = folder / document.name
            path.write_bytes(document.read_bytes())
            written.append(path)
    return written


def _read(paths: list[Path]) -> list[Document]:
    return [outcome.document for outcome in read_files(paths, None) if outcome.document is not None]


def _show_audit(documents: Sequence[Document], audit: Audit) -> None:
    """How many findings each document has, and the gravest of them in full."""
    click.echo("\n" + text("cli.demo_audit", rules=len(audit.run), findings=len(audit.findings)) + "\n")
    click.echo(summary.render(*audit_summary.overview(list(readings(documents)), audit)), nl=False)
    if audit.findings:
        gravest = min(audit.findings, key=lambda finding: finding.severity.rank)
        click.echo("\n" + text("cli.demo_finding"))
        click.echo(findings.one(gravest), nl=False)
    for failure in audit.failures:
        click.echo(f"{failure.rule.id}  {failure.reason}", err=True)


def _show_changes(earlier: Sequence[Document], later: Sequence[Document], page: Path) -> None:
    """What changed against the year before: the head and the targets here, everything on a page."""
    comparison = pipeline.compare(earlier, later)
    click.echo("\n" + text("cli.demo_changes") + "\n")
    click.echo(diff_report.report(comparison, only=("targets",), everything=False), nl=False)
    page.write_text(comparison_page(comparison, __version__), encoding="utf-8")


def _show_results(documents: Sequence[Document], page: Path) -> None:
    """Self-evaluations scored again, on a page too, and the round of a monitoring table."""
    scored = pipeline.score(documents)
    evaluated = [document for document in documents if any(form.document is document for form in scored)]
    click.echo("\n" + text("cli.demo_scores", files=len(evaluated)))
    click.echo(score_report.report(evaluated, scored, everything=False), nl=False)
    page.write_text(score_page(scored, __version__), encoding="utf-8")
    rounds = pipeline.monitor(documents)
    watched = [document for document in documents if document not in evaluated]
    click.echo("\n" + text("cli.demo_rounds"))
    click.echo(monitor_report.report(watched, rounds, lights=_LIGHTS, everything=False), nl=False)


def _lay_out(documents: Sequence[Document], folder: Path) -> Iterator[Kept]:
    """Every form that the documents have something for, in every kind of file, read back at once."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[Path, tuple[str, tuple[int, int]]] = {}
    for form in forms.choices():
        laid_out = list(forms.forms_of(documents, form))
        said = _count(documents, form)
        for kind in forms.FORMATS if laid_out else ():
            path = folder / f"{form}.{kind}"
            path.write_bytes(forms.write_forms(laid_out, kind, forms.title_of(form, language()) or form))
            paths[path] = (form, said)
    for (path, (form, said)), document in zip(paths.items(), _read(list(paths)), strict=True):
        yield Kept(form, path, said, _count([document], form))


def _count(documents: Sequence[Document], form: str) -> tuple[int, int]:
    """Projects and indicators that have a name, or tables and rows."""
    if form == forms.TABLES:
        tables = [table for document in documents for table in document.tables]
        return len(tables), sum(len(table.rows) for table in tables)
    projects = [project for document in documents for project in document.projects]
    return len(projects), sum(not item.placeholder for project in projects for item in project.indicators)


def _table(kept: Sequence[Kept]) -> str:
    """A row for each form: what it says, and for each kind of file whether all of that was read back."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    grid.add_column(text("column.form"), no_wrap=True)
    for key in ("entries", "rows"):
        grid.add_column(text(f"column.{key}"), justify="right")
    for kind in forms.FORMATS:
        grid.add_column(kind.upper(), justify="center")
    for form in dict.fromkeys(item.form for item in kept):
        found = [item for item in kept if item.form == form]
        cells = ["✓" if item.said == item.read else f"{item.read[0]}/{item.read[1]}" for item in found]
        name = forms.title_of(form, language()) or text("cli.demo_tables")
        grid.add_row(name, *(str(count) for count in found[0].said), *cells)
    return "\n".join(line.rstrip() for line in summary.render(grid, width=_WIDE).splitlines()) + "\n"
