"""What ``jixiao monitor`` prints: projects at a glance, then each with its money, its indicators against time, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli.blocks import LABEL, lines
from jixiao.cli.summary import render
from jixiao.messages import text
from jixiao.model import Document
from jixiao.monitoring.from_reading import ProjectRound
from jixiao.monitoring.lights import light_sets
from jixiao.monitoring.telling import TONES, MonitorLine, MonitorSummary, left_out, lines_of, summary_of

if TYPE_CHECKING:
    from rich.console import RenderableType

STYLES = {"act": "red", "ask": "magenta", "ahead": "blue", "fine": ""}
MARKS = {"act": "✗", "ask": "?", "ahead": "›", "fine": "✓"}
LIGHTS = {"red": "red", "yellow": "yellow", "green": "green", "blue": "blue"}
_WIDEST = 120
_ROOMY = 100
Told = tuple[ProjectRound, list[MonitorLine], MonitorSummary]


def report(documents: Sequence[Document], rounds: Sequence[ProjectRound], *, lights: str, everything: bool, is_plain: bool = False) -> str:
    """The whole report as text.

    Args:
        documents: that were read, in their order.
        rounds: the latest round of each project.
        lights: the set of lights.
        everything: every indicator with its derivation, also where nothing is to be said.
        is_plain: it goes to a file, without colours.
    """
    width = _WIDEST if is_plain else min(Console().width, _WIDEST)
    told: list[Told] = [(item, found, summary_of(item, found)) for item in rounds for found in [lines_of(item)]]
    parts: list[RenderableType] = [_overview(told, width)] if len(told) > 1 else []
    for item, found, summary in told:
        parts += _project(item, found, summary, width, everything=everything)
    parts += _ending(documents, told, width, lights=lights, everything=everything)
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _overview(told: Sequence[Told], width: int) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    grid.add_column("")
    grid.add_column(text("monitor.project"), overflow="fold", min_width=16)
    grid.add_column(text("monitor.day"), no_wrap=True)
    keys = ("budget", "executed", "rate", "gap", "attainment", "dual_gap") if width >= _ROOMY else ("rate", "gap", "attainment", "dual_gap")
    for key in keys:
        grid.add_column(text(f"monitor.{key}"), justify="right", no_wrap=key != "dual_gap")
    for _, _, summary in told:
        amounts = (summary.budget or "—", summary.executed or "—") if width >= _ROOMY else ()
        grid.add_row(
            Text(MARKS[summary.tone], style=STYLES[summary.tone] or "green"),
            escape(summary.name),
            summary.day,
            *amounts,
            summary.rate or "—",
            Text(summary.gap or "—", style=LIGHTS.get(summary.light, "")),
            Text(summary.attainment or "—", style=LIGHTS.get(summary.result_light, "")),
            summary.dual_gap or "—",
        )
    return grid


def _project(
    item: ProjectRound, found: Sequence[MonitorLine], summary: MonitorSummary, width: int, *, everything: bool
) -> Iterator[RenderableType]:
    yield Text()
    head = Text(f"{summary.name}  {text('monitor.until', day=summary.day)}  ", style="bold")
    head.append("━" * max(width - head.cell_len, 0), style="dim not bold")
    yield head
    place = Path(item.reported.document.source.file).name
    yield Text(f"  {place}  {item.reported.project.source.where()}", style="dim", no_wrap=True, overflow="ellipsis")
    yield from _money(summary, width)
    shown = [line for line in found if everything or line.tone != "fine"]
    if shown:
        yield _table(shown, width)
    for line in shown:
        yield from _line(line, width, everything=everything)
    yield Text(f"  {text('monitor.next')}", style="bold")
    for sentence in summary.next_steps or (text("monitor.nothing_next"),):
        yield from lines(sentence, width, indent=LABEL, style="" if summary.next_steps else "green")


def _money(summary: MonitorSummary, width: int) -> Iterator[RenderableType]:
    """The money in one line with its light, the results in another, and what is to be said of them."""
    for key, light, words in (("money", summary.light, money_words(summary)), ("results", summary.result_light, result_words(summary))):
        yield Text.assemble((f"  {text(f'monitor.{key}')}  ", "bold"), (light_word(light), LIGHTS.get(light, "dim")))
        yield from lines(words, width, indent=LABEL)
    for sentence in summary.money:
        yield from lines(sentence, width, indent=LABEL)


def money_words(summary: MonitorSummary) -> str:
    """Budget, what is paid, and how that stands against the plan."""
    kind = text("monitor.planned" if summary.has_plan else "monitor.even")
    values = {"budget": summary.budget, "executed": summary.executed, "rate": summary.rate, "planned": summary.planned, "gap": summary.gap}
    return text("monitor.money_of", kind=kind, **{key: value or "—" for key, value in values.items()})


def result_words(summary: MonitorSummary) -> str:
    """How far the project is, and how that stands against its money."""
    return text("monitor.results_of", attainment=summary.attainment or "—", gap=summary.dual_gap or "—")


def light_word(light: str) -> str:
    """The light with a shape, so that it is told without colours as well."""
    return f"● {text(f'monitor_light.{light}')}" if light else "○"


def _table(shown: Sequence[MonitorLine], width: int) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    grid.add_column("", no_wrap=True)
    grid.add_column(text("monitor.indicator"), overflow="fold", min_width=12)
    for key in ("target", "actual"):
        grid.add_column(text(f"monitor.{key}"), overflow="fold")
    is_roomy = width >= _ROOMY
    for key in ("share", "by_time") if is_roomy else ("share",):
        grid.add_column(text("monitor.share_word") if key == "share" else text(f"monitor.{key}"), justify="right", no_wrap=True)
    grid.add_column(text("monitor.light"), no_wrap=True)
    grid.add_column(text("monitor.forecast"), overflow="fold")
    if is_roomy:
        grid.add_column(text("monitor.forecast_gap"), justify="right", no_wrap=True)
        grid.add_column(text("monitor.possibility"), overflow="fold")
    for line in shown:
        grid.add_row(
            Text(MARKS[line.tone], style=STYLES[line.tone] or "green"),
            escape(line.name),
            escape(line.target),
            escape(line.actual) or "—",
            line.share or "—",
            *([line.by_time] if is_roomy else []),
            Text(light_word(line.light), style=LIGHTS.get(line.light, "dim")),
            escape(line.forecast if is_roomy else f"{line.forecast} {line.forecast_gap}".strip()) or "—",
            *([line.forecast_gap, line.possibility or "—"] if is_roomy else []),
        )
    return grid


def _line(line: MonitorLine, width: int, *, everything: bool) -> Iterator[Text]:
    """What is to be said of one indicator: its causes, what it lacks and, where everything is wanted, its derivation."""
    if not line.said and not line.causes and not everything:
        return
    head = Text(f"  {MARKS[line.tone]} ", style=STYLES[line.tone] or "green")
    head.append(line.name, style="bold")
    if line.rules:
        head.append(f"  {' '.join(line.rules)}", style="dim not bold")
    if line.place.where():
        head.append(f"  {line.place.where()}", style="dim not bold")
    yield head
    if line.causes:
        yield from lines(text("monitor.causes_are", causes=line.causes), width, indent=LABEL)
    for sentence in line.said:
        yield from lines(sentence, width, indent=LABEL)
    for step in line.derivation if everything else ():
        yield from lines(step, width, indent=LABEL, style="dim")


def _ending(documents: Sequence[Document], told: Sequence[Told], width: int, *, lights: str, everything: bool) -> Iterator[RenderableType]:
    """What could not be watched, what was not read, how the projects stand, and which lights were used."""
    yield Text()
    for sentence in left_out(documents, [item for item, _, _ in told]):
        yield from lines(sentence, width, indent=0, style="yellow")
    for document in documents:
        if document.problems:
            said = text("monitor.problems", file=Path(document.source.file).name, count=len(document.problems))
            yield from lines(said, width, indent=0, style="yellow")
    tones = [summary.tone for _, _, summary in told]
    if all(tone == "fine" for tone in tones):
        yield from lines(text("monitor.all_fine"), width, indent=0, style="green")
    else:
        counts: dict[str, Any] = {tone: tones.count(tone) for tone in TONES}
        yield from lines(text("monitor.totals", projects=len(told), **counts), width, indent=0)
    used = light_sets()[lights].title.text()
    yield from lines(text("monitor.lights_used", lights=used), width, indent=0, style="dim")
    if not everything:
        yield from lines(text("monitor.see_all"), width, indent=0, style="dim")
