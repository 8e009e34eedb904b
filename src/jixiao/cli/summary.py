"""What the command line prints about readings: JSON by the contract, and an overview for people."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.messages import language, text
from jixiao.model import Account, Document

if TYPE_CHECKING:
    from rich.console import RenderableType

_FEW_PROBLEMS = 5
_WIDE = 1000  # no line of the overview is broken or cut


def as_json(documents: Sequence[Document]) -> str:
    """One object with all documents, messages in the language in force."""
    context = {"lang": language()}
    bodies = ",\n".join(document.model_dump_json(indent=1, context=context) for document in documents)
    return f'{{"documents": [{bodies}]}}\n'


def render(*parts: RenderableType, width: int | None = None, is_plain: bool = False) -> str:
    """Rich renderables as text; colours only where the output is a terminal, and never in what is plain."""
    import sys

    stream = StringIO()
    is_terminal = sys.stdout.isatty() and not is_plain
    console = Console(file=stream, width=width or Console().width, force_terminal=is_terminal, highlight=False, soft_wrap=False)
    for part in parts:
        console.print(part)
    return stream.getvalue()


def overview(documents: Sequence[Document]) -> str:
    """A table with a row per document, the account of the cells, and the first problems."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for key in ("publisher", "year", "projects", "indicators", "money", "tables", "problems"):
        grid.add_column(text(f"column.{key}"), justify="left" if key == "publisher" else "right", no_wrap=True)
    for document in documents:
        grid.add_row(*_row(document))
    lines = [_account_line(documents)]
    problems = [problem for document in documents for problem in document.problems]
    lines += [f"  {problem.describe()}" for problem in problems[:_FEW_PROBLEMS]]
    if len(problems) > _FEW_PROBLEMS:
        lines.append(text("cli.more_problems", count=len(problems) - _FEW_PROBLEMS))
    notes = [note for document in documents for note in document.notes]
    if notes:
        lines += [text("cli.notes", count=len(notes)), *(f"  {note.describe()}" for note in notes[:_FEW_PROBLEMS])]
    if len(notes) > _FEW_PROBLEMS:
        lines.append(text("cli.more_notes", count=len(notes) - _FEW_PROBLEMS))
    head, *rows = render(grid, width=_WIDE).splitlines()
    named = [line for row, document in zip(rows, documents, strict=True) for line in (row, _file_line(document))]
    return "\n".join([line.rstrip() for line in (head, *named)] + ["", *lines]) + "\n"


def _row(document: Document) -> tuple[str, ...]:
    count = len(document.problems)
    return (
        escape(document.publisher or text("cli.unknown")),
        str(document.fiscal_year or text("cli.unknown")),
        str(len(document.projects)),
        str(sum(len(project.indicators) for project in document.projects)),
        wan(_annual(document)),
        str(len(document.tables)),
        f"[red]{count}[/red]" if count else "0",
    )


def _file_line(document: Document) -> str:
    """Name of the file, whole, on a line of its own."""
    return render(Text(Path(document.source.file).name, style="dim", no_wrap=True), width=_WIDE).rstrip()


def _annual(document: Document) -> Decimal | None:
    """Sum of the annual amounts; ``None`` where no project states one."""
    stated = [amount for project in document.projects if (amount := project.amounts.get("annual")) is not None]
    return sum(stated, Decimal(0)) if stated else None


def _account_line(documents: Sequence[Document]) -> str:
    total = {key: sum(getattr(document.account, key) for document in documents) for key in ("cells", "typed", "prose", "problems")}
    labels = sum(document.account.ignored_as.get("label", 0) for document in documents)
    ignored = sum(document.account.ignored for document in documents) - labels
    return text("cli.account", labels=labels, ignored=ignored, **total)


def account_reasons(account: Account) -> str:
    """Why cells were ignored, the most frequent reason first."""
    ordered = sorted(account.ignored_as.items(), key=lambda item: -item[1])
    return text("cli.comma").join(f"{text(f'reason.{reason}')} {count}" for reason, count in ordered)


def wan(yuan: Decimal | None) -> str:
    """Yuan as 万元 with thousands separators and no idle zeros; empty for a blank."""
    if yuan is None:
        return ""
    amount = yuan / 10_000
    printed = f"{amount:,.6f}".rstrip("0")
    whole, _, part = printed.partition(".")
    return f"{whole}.{part.ljust(2, '0')}"
