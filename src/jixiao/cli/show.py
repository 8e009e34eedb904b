"""``jixiao show``: one document as a person wants to read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli.summary import account_reasons, render, wan
from jixiao.errors import CallerError, ExitCode
from jixiao.layouts.draft import squash
from jixiao.messages import text
from jixiao.model import Document, Indicator, Project, Table
from jixiao.pipeline import read
from jixiao.values import render as render_target

_FEW_ROWS = 12


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--project", "name"], metavar=text("help.metavar_text"), help=text("help.project")),
        click.Option(["--table", "title"], metavar=text("help.metavar_text"), help=text("help.table")),
        click.Option(["--all", "everything"], is_flag=True, help=text("help.all")),
    ]
    return click.Command("show", callback=run, params=params, help=text("help.show"))


def run(file: Path, name: str | None, title: str | None, everything: bool) -> int:
    """Read and print one document."""
    if file.is_dir():
        raise CallerError("error.is_folder", file=str(file))
    document = read(file)
    projects = [p for p in document.projects if not name or squash(name) in squash(p.name or "")]
    tables = [t for t in document.tables if not title or squash(title) in squash(t.title or "")]
    if (name and not projects) or (title and not tables):
        raise CallerError("error.nothing_named", file=str(file), name=name or title or "")
    is_part = bool(name or title)
    parts: list[RenderableType] = [] if is_part else [_head(document)]
    if name or not is_part:
        parts += [part for project in [*projects, *([] if is_part else document.whole_department)] for part in _project(project)]
    if title or not is_part:
        parts += [_table(table, everything=everything or bool(title)) for table in tables]
    if not is_part:
        parts += [*_sections(document, everything=everything), *_problems(document)]
    click.echo(render(*parts), nl=False)
    return ExitCode.PROBLEMS if document.problems else ExitCode.CLEAN


def show_project(project: Project) -> str:
    """One project with its money, goal and typed indicators, as text."""
    return render(*_project(project))


def _head(document: Document) -> RenderableType:
    account = document.account
    lines = [
        f"{text(f'kind.{document.kind.value}')} · {document.fiscal_year or text('cli.unknown')} · {document.source.file}",
        text("cli.account", cells=account.cells, typed=account.typed, labels=account.ignored_as.get("label", 0), prose=account.prose,
             ignored=account.ignored - account.ignored_as.get("label", 0), problems=account.problems),
    ]  # fmt: skip
    if reasons := account_reasons(account):
        lines.append(text("cli.ignored_as", reasons=reasons))
    return Panel(Text("\n".join(lines)), title=escape(document.publisher or text("cli.unknown")), title_align="left", box=box.ROUNDED)


def _project(project: Project) -> Iterator[RenderableType]:
    yield Text()
    yield Text(project.name or text("cli.unnamed"), style="bold")
    facts = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, value in _facts(project):
        facts.add_row(label, escape(value))
    yield facts
    if project.indicators:
        yield _indicators(project)
    for repair in project.repairs:
        if repair.kind not in ("shifted", "copies_differ"):
            yield Text(
                f"  ↺ {text(f'repair.{repair.kind}', printed=repair.printed, read_as=repair.read_as)} ({repair.source.describe()})",
                style="dim",
            )


def _facts(project: Project) -> Iterator[tuple[str, str]]:
    for key in ("code", "department", "unit", "attribute", "period"):
        value = getattr(project, key)
        code = getattr(project, f"{key}_code", None)
        if value:
            yield text(f"field.{key}"), f"{value} [{code}]" if code else value
    for key, yuan in project.amounts.items():
        yield text(f"amount.{key}"), f"{wan(yuan)} {text('cli.wan')}" if yuan is not None else text("cli.blank")
    if project.payment_plan:
        plan = [f"{text('cli.month', month=month)} {share or text('cli.blank')}" for month, share in project.payment_plan.items()]
        yield text("field.payment_plan"), text("cli.comma").join(plan)
    for key in ("goal", "goal_of_period"):
        if value := getattr(project, key):
            yield text(f"field.{key}"), value
    for label, words in project.narratives.items():
        yield label, words or text("cli.blank")


def _indicators(project: Project) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    for key in ("level2", "name", "target", "typed", "line"):
        grid.add_column(text(f"column.{key}"), overflow="fold", justify="right" if key == "line" else "left")
    before = None
    for item in project.indicators:
        level = item.level2 or item.level1 or ""
        typed = "" if item.placeholder else _typed(item)
        grid.add_row("" if level == before else level, escape(item.name), escape(item.target.text), typed, str(item.source.line))
        before = level
    return grid


def _typed(item: Indicator) -> str:
    kind = text(f"value.{item.target.kind.value}")
    return f"{escape(render_target(item.target))} [dim]{kind}[/dim]"


def _table(table: Table, *, everything: bool) -> RenderableType:
    unit = f" ({text('cli.unit', unit=table.unit)})" if table.unit else ""
    title = Text(f"\n{table.title or text('cli.untitled')}{unit}", style="bold")
    if table.empty:
        return Group(title, Text(f"  {text('cli.empty_table')} {table.note or ''}", style="dim"))
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    for name in table.columns:
        figures = all(not row[len(grid.columns)] or row[len(grid.columns)][-1:].isdigit() for row in table.rows)
        grid.add_column(
            escape(name.replace("/", "\n")),
            justify="right" if figures else "left",
            no_wrap=figures,
            overflow="fold",
            min_width=4 if figures else 10,
        )
    shown = table.rows if everything else table.rows[:_FEW_ROWS]
    for row in shown:
        grid.add_row(*(escape(cell) for cell in row))
    parts: list[RenderableType] = [title, grid]
    if len(shown) < len(table.rows):
        parts.append(Text(f"  {text('cli.more_rows', count=len(table.rows) - len(shown))}", style="dim"))
    if table.note:
        parts.append(Text(f"  {table.note}", style="dim"))
    return Group(*parts)


def _sections(document: Document, *, everything: bool) -> Iterator[RenderableType]:
    if document.sections:
        yield Text(f"\n{text('cli.sections', count=len(document.sections))}", style="bold")
    for section in document.sections:
        claims = text("cli.claims", count=len(section.claims)) if section.claims else ""
        yield Text(f"{'  ' * max(section.level, 1)}{section.heading or text('cli.untitled')} {claims}")
        if everything and section.text:
            yield Text(section.text, style="dim")


def _problems(document: Document) -> Iterator[RenderableType]:
    if document.problems:
        yield Text(f"\n{text('cli.problems', count=len(document.problems))}", style="bold red")
    for problem in document.problems:
        yield Text(f"  {problem.describe()}", no_wrap=True, overflow="ignore")
