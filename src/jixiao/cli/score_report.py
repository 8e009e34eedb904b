"""What ``jixiao score`` prints: forms at a glance, then each form with its lines of points and what there is to say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.attainment import printed
from jixiao.cli.blocks import LABEL, lines
from jixiao.cli.summary import render
from jixiao.messages import text
from jixiao.model import Document
from jixiao.scoring.from_reading import FormScore, forms_in, has_results
from jixiao.scoring.telling import ScoreLine, Summary, lines_of, summary_of, tone_of

if TYPE_CHECKING:
    from rich.console import RenderableType

STYLES = {"off": "red", "unscored": "magenta", "noted": "yellow", "fine": ""}
MARKS = {"off": "✗", "unscored": "?", "noted": "!", "fine": "✓"}
_WIDEST = 120


def report(documents: Sequence[Document], forms: Sequence[FormScore], *, everything: bool, is_plain: bool = False) -> str:
    """The whole report as text.

    Args:
        documents: that were read, in their order.
        forms: their self-evaluations, scored.
        everything: every indicator with its derivation, also where nothing is to be said.
        is_plain: it goes to a file, without colours.
    """
    width = _WIDEST if is_plain else min(Console().width, _WIDEST)
    told = [(form, found, summary_of(form, found)) for form in forms for found in [lines_of(form)]]
    parts: list[RenderableType] = []
    if len(told) > 1:
        parts.append(_overview(told))
    for form, found, summary in told:
        if form.is_row and not everything and len(told) > 1 and tone_of(found, summary) == "fine":
            continue  # the overview says all of it
        parts += _form(form, found, summary, width, everything=everything)
    parts += _ending(documents, told, width, everything=everything)
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _overview(told: Sequence[tuple[FormScore, list[ScoreLine], Summary]]) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    grid.add_column("")
    grid.add_column(text("score.project"), overflow="fold")
    for key in ("declared", "expected", "gap", "grade", "off_count", "unscored_count"):
        grid.add_column(text(f"score.{key}"), justify="left" if key == "grade" else "right", no_wrap=True)
    for form, found, summary in told:
        tone = tone_of(found, summary)
        grid.add_row(
            Text(MARKS[tone], style=STYLES[tone] or "green"),
            escape(_name(form)),
            shown(summary.declared),
            points(summary.expected) or "—",
            _signed(summary.gap),
            _grades(summary),
            str(summary.off or ""),
            str(summary.unscored or ""),
        )
    return grid


def _name(form: FormScore) -> str:
    name = form.name or text("cli.unnamed")
    return f"{name}〔{text('score.whole')}〕" if form.is_whole_department else name


def _grades(summary: Summary) -> str:
    declared, expected = summary.declared_grade, summary.expected_grade
    return declared or expected if summary.is_grade_right or not declared else f"{declared} → {expected or '—'}"


def _form(form: FormScore, found: list[ScoreLine], summary: Summary, width: int, *, everything: bool) -> Iterator[RenderableType]:
    yield Text()
    year = f"  {form.document.fiscal_year}" if form.document.fiscal_year else ""
    head = Text(f"{_name(form)}{year}  ", style="bold")
    head.append("━" * max(width - head.cell_len, 0), style="dim not bold")
    yield head
    place = form.project.source.where()
    yield Text(f"  {Path(form.document.source.file).name}  {place}", style="dim", no_wrap=True, overflow="ellipsis")
    shown_lines = [line for line in found if everything or line.tone != "fine"]
    if shown_lines:
        yield _table(shown_lines, found, summary)
    elif not summary.rules:
        yield from lines(text("score.fine"), width, indent=2, style="green")
    if not shown_lines:
        yield Text(f"  {_total_words(summary)}", style="bold")
    for sentence in summary.said[1:] if form.is_row else summary.said:  # of rows the scheme is told once, at the end
        yield from lines(sentence, width, indent=2)
    for line in shown_lines:
        yield from _line(line, width, everything=everything)


def _total_words(summary: Summary) -> str:
    expected = points(summary.expected) or text("score.total_open", known=summary.known, weight=printed(summary.open_weight))
    parts = [f"{text('score.declared')} {shown(summary.declared) or '—'}", f"{text('score.expected')} {expected}"]
    return text("cli.comma").join([*parts, *([_grades(summary)] if _grades(summary) else [])])


def _table(shown_lines: Sequence[ScoreLine], found: Sequence[ScoreLine], summary: Summary) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1), show_footer=True, footer_style="bold")
    expected = points(summary.expected) or "—"
    weight = sum((line.weight for line in found if line.weight is not None), Decimal(0))
    grid.add_column("", no_wrap=True)
    grid.add_column(text("score.indicator"), text("score.total"), overflow="fold", min_width=12)
    grid.add_column(text("score.target"), overflow="fold")
    grid.add_column(text("score.actual"), overflow="fold")
    for key, footer in (("weight", printed(weight)), ("declared", shown(summary.declared) or "—"), ("expected", expected)):
        grid.add_column(text(f"score.{key}"), footer, justify="right", no_wrap=True)
    grid.add_column(text("score.gap"), _signed(summary.gap), justify="right", no_wrap=True)
    for line in shown_lines:
        style = STYLES[line.tone]
        grid.add_row(
            Text(MARKS[line.tone], style=style or "green"),
            escape(line.name),
            escape(line.target),
            escape(line.actual),
            shown(line.weight),
            shown(line.declared),
            points(line.expected) or "—",
            Text(_signed(line.gap), style=style),
        )
    return grid


def _line(line: ScoreLine, width: int, *, everything: bool) -> Iterator[Text]:
    """What is to be said of one line: its sentences, its rules and, where everything is wanted, its derivation."""
    if not line.said and not everything:
        return
    head = Text(f"  {MARKS[line.tone]} ", style=STYLES[line.tone] or "green")
    head.append(line.name, style="bold")
    if line.rules:
        head.append(f"  {' '.join(line.rules)}", style="dim not bold")
    if line.place is not None and line.place.where():
        head.append(f"  {line.place.where()}", style="dim not bold")
    yield head
    for sentence in line.said:
        yield from lines(sentence, width, indent=LABEL)
    for step in line.derivation if everything else ():
        yield from lines(step, width, indent=LABEL, style="dim")


def _ending(
    documents: Sequence[Document], told: Sequence[tuple[FormScore, list[ScoreLine], Summary]], width: int, *, everything: bool
) -> Iterator[RenderableType]:
    """What was not scored, what was not read, how many forms agree, and what to do next."""
    yield Text()
    for document in documents:
        name = Path(document.source.file).name
        if rows := [form for form, _, _ in told if form.document is document and form.is_row]:
            said = text("score.rows_only", file=name, count=len(rows), scheme=rows[0].scored.scheme.title.text())
            yield from lines(said, width, indent=0)
        elif not any(True for _ in forms_in(document)):
            key = "score.no_points" if has_results(document) else "score.no_forms"
            said = text(key, file=name, kind=text(f"kind.{document.kind.value}"))
            yield from lines(said, width, indent=0, style="yellow")
        elif document.problems:
            yield from lines(f"{name}: {text('score.read_problems', count=len(document.problems))}", width, indent=0, style="yellow")
    tones = [tone_of(found, summary) for _, found, summary in told]
    if all(tone == "fine" for tone in tones):
        yield from lines(
            text("score.rows_clean" if all(form.is_row for form, _, _ in told) else "score.clean"), width, indent=0, style="green"
        )
    else:
        counts: dict[str, Any] = {"clean" if tone == "fine" else tone: tones.count(tone) for tone in MARKS}
        yield from lines(text("score.totals", forms=len(told), **counts), width, indent=0)
        if not everything:
            yield from lines(text("score.next"), width, indent=0, style="dim")


def shown(value: Decimal | None) -> str:
    """A number of points; empty for none."""
    return "" if value is None else printed(value)


def points(value: Decimal | None) -> str:
    """Computed points, with two decimals; empty for none."""
    return "" if value is None else f"{value:.2f}"


def _signed(value: Decimal | None) -> str:
    if not value:
        return ""
    return f"+{printed(value)}" if value > 0 else f"−{printed(abs(value))}"
