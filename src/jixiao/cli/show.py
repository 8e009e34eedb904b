"""``jixiao show``: one document as a person wants to read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich import box
from rich.console import RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli import places
from jixiao.cli.summary import account_reasons, render, wan
from jixiao.cli.tables import show_table
from jixiao.errors import CallerError, ExitCode
from jixiao.layouts.draft import squash
from jixiao.messages import text
from jixiao.model import Document, Indicator, Project
from jixiao.pipeline import read
from jixiao.provenance import SourceRef
from jixiao.values import render as render_target

_FUNDING = "funding"
_WIDEST_PLACE = 30  # columns of a terminal: a place goes on in a second line rather than narrow its value


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--project", "name"], metavar=text("help.metavar_text"), help=text("help.project")),
        click.Option(["--table", "title"], metavar=text("help.metavar_text"), help=text("help.table")),
        click.Option(["--where", "where"], is_flag=True, help=text("help.where")),
        click.Option(["--all", "everything"], is_flag=True, help=text("help.all")),
    ]
    return click.Command("show", callback=run, params=params, help=text("help.show"))


def run(file: Path, name: str | None, title: str | None, where: bool, everything: bool) -> int:
    """Read and print one document."""
    if file.is_dir():
        raise CallerError("error.is_folder", file=str(file))
    document = read(file)
    projects = [p for p in document.projects if not name or squash(name) in squash(p.name or "")]
    tables = [t for t in document.tables if not title or squash(title) in squash(t.title or "")]
    if (name and not projects) or (title and not tables):
        raise CallerError("error.nothing_named", file=str(file), name=name or title or "")
    is_part = bool(name or title)
    parts: list[RenderableType] = [] if is_part else [_head(document, where=where)]
    if name or not is_part:
        shown = [*projects, *([] if is_part else document.whole_department)]
        parts += [part for project in shown for part in _project(project, where=where)]
    if title or not is_part:
        parts += [show_table(table, everything=everything or bool(title), where=where) for table in tables]
    if not is_part:
        parts += [*_sections(document, everything=everything, where=where), *_problems(document)]
    click.echo(render(*parts), nl=False)
    return ExitCode.PROBLEMS if document.problems else ExitCode.CLEAN


def show_project(project: Project) -> str:
    """One project with its money, goal and typed indicators, as text."""
    return render(*_project(project))


def _head(document: Document, *, where: bool) -> RenderableType:
    account = document.account
    lines = [
        f"{text(f'kind.{document.kind.value}')} · {document.fiscal_year or text('cli.unknown')} · {document.source.file}",
        text("cli.account", cells=account.cells, typed=account.typed, labels=account.ignored_as.get("label", 0), prose=account.prose,
             ignored=account.ignored - account.ignored_as.get("label", 0), problems=account.problems),
    ]  # fmt: skip
    if reasons := account_reasons(account):
        lines.append(text("cli.ignored_as", reasons=reasons))
    for key in ("publisher", "fiscal_year") if where else ():
        if found := document.sources.get(key):
            lines.append(text("cli.stands", what=text(f"column.{'year' if key == 'fiscal_year' else key}"), place=places.in_full(found)))
    return Panel(Text("\n".join(lines)), title=escape(document.publisher or text("cli.unknown")), title_align="left", box=box.ROUNDED)


def _project(project: Project, *, where: bool = False) -> Iterator[RenderableType]:
    yield Text()
    name = Text(project.name or text("cli.unnamed"), style="bold")
    yield name.append(f"  {_place(project, 'name')}", style="dim not bold") if where and _place(project, "name") else name
    facts = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    if where:
        facts.add_column(style="dim", overflow="fold", max_width=_WIDEST_PLACE)
    for key, label, value in _facts(project):
        facts.add_row(label, escape(value), *([escape(_place(project, key))] if where else []))
    yield facts
    if project.indicators:
        yield _indicators(project, where=where)
    for repair in project.repairs:
        if repair.kind not in ("shifted", "copies_differ", "slid_label"):
            yield Text(
                f"  ↺ {text(f'repair.{repair.kind}', printed=repair.printed, read_as=repair.read_as)} ({repair.source.describe()})",
                style="dim",
            )


def _place(project: Project, key: str) -> str:
    """Where the value of a key stands, and its code beside it where that has a place of its own."""
    found: list[SourceRef] = project.sources.get(key, [])
    if key == _FUNDING:
        found = [line.source for line in project.funding if line.key == "annual"]
    return places.in_full(found)


def _facts(project: Project) -> Iterator[tuple[str, str, str]]:
    """Key of the value among the sources of the project, its label, and the value."""
    for key in ("code", "department", "unit", "attribute", "period"):
        value = getattr(project, key)
        code = getattr(project, f"{key}_code", None)
        if value:
            yield key, text(f"field.{key}"), f"{value} [{code}]" if code else value
    for key, yuan in project.amounts.items():
        yield f"amounts.{key}", text(f"amount.{key}"), f"{wan(yuan)} {text('cli.wan')}" if yuan is not None else text("cli.blank")
    if project.payment_plan:
        plan = [f"{text('cli.month', month=month)} {share or text('cli.blank')}" for month, share in project.payment_plan.items()]
        yield f"payment_plan.{next(iter(project.payment_plan))}", text("field.payment_plan"), text("cli.comma").join(plan)
    for key in ("goal", "goal_of_period"):
        if value := getattr(project, key):
            yield key, text(f"field.{key}"), value
    for line in project.funding:
        if line.key == "annual" and line.executed_amount is not None:
            rate = f"（{line.rate_pct:f}%）" if line.rate_pct is not None else ""
            yield _FUNDING, text("cli.executed"), f"{wan(line.executed_amount)} {text('cli.wan')}{rate}"
    if project.evaluation is not None and project.evaluation.total_score is not None:
        grade = f" {project.evaluation.grade}" if project.evaluation.grade else ""
        yield "evaluation.total_score", text("cli.total_score"), f"{project.evaluation.total_score:f}{grade}"
    for label, words in project.narratives.items():
        yield f"narratives.{label}", label, words or text("cli.blank")


def _indicators(project: Project, *, where: bool) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    for key in ("level2", "name", "target", "typed"):
        grid.add_column(text(f"column.{key}"), overflow="fold")
    results = [key for key, of in _RESULTS.items() if any(of(item) for item in project.indicators)]
    for key in results:
        grid.add_column(text(_HEADS[key]), overflow="fold", justify="left" if key in ("actual", "forecast") else "right")
    last = places.column_of(project.indicators, full=where)
    grid.add_column(last, overflow="fold", justify="left" if where else "right", style="dim" if where else "", no_wrap=not where)
    before = None
    for item in project.indicators:
        level = item.level2 or item.level1 or ""
        typed = "" if item.placeholder else _typed(item)
        place = escape(places.of_indicator(item, full=where))
        became = [escape(_RESULTS[key](item)) for key in results]
        grid.add_row("" if level == before else level, escape(item.name), escape(item.target.text), typed, *became, place)
        before = level
    return grid


def _actual(item: Indicator) -> str:
    said = [found.actual for found in (item.result, item.monitoring) if found is not None and found.actual is not None]
    return said[0].text if said else ""


def _forecast(item: Indicator) -> str:
    return item.monitoring.forecast.text if item.monitoring and item.monitoring.forecast else ""


def _weight(item: Indicator) -> str:
    return "" if item.weight is None else f"{item.weight:f}"


def _declared(item: Indicator) -> str:
    return "" if item.result is None or item.result.score is None else f"{item.result.score:f}"


_RESULTS = {"actual": _actual, "forecast": _forecast, "weight": _weight, "declared": _declared}
"""What a self-evaluation or a monitoring table says of an indicator, in columns that are there where one has it."""


_HEADS = {"actual": "score.actual", "forecast": "monitor.forecast", "weight": "score.weight", "declared": "score.declared"}
"""Messages that head these columns."""


def _typed(item: Indicator) -> str:
    kind = text(f"value.{item.target.kind.value}")
    return f"{escape(render_target(item.target))} [dim]{kind}[/dim]"


def _sections(document: Document, *, everything: bool, where: bool) -> Iterator[RenderableType]:
    if document.sections:
        yield Text(f"\n{text('cli.sections', count=len(document.sections))}", style="bold")
    for section in document.sections:
        claims = text("cli.claims", count=len(section.claims)) if section.claims else ""
        line = Text(f"{'  ' * max(section.level, 1)}{section.heading or text('cli.untitled')} {claims}")
        yield line.append(f" {section.source.where()}", style="dim") if where else line
        if everything and section.text:
            yield Text(section.text, style="dim")


def _problems(document: Document) -> Iterator[RenderableType]:
    if document.problems:
        yield Text(f"\n{text('cli.problems', count=len(document.problems))}", style="bold red")
    for problem in document.problems:
        yield Text(f"  {problem.describe()}", no_wrap=True, overflow="ignore")
    if document.notes:
        yield Text(f"\n{text('cli.notes', count=len(document.notes))}", style="bold")
    for note in document.notes:
        yield Text(f"  {note.describe()}", no_wrap=True, overflow="ignore")
