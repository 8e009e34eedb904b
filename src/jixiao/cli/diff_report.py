"""What ``jixiao diff`` prints: a line for each pair of documents, then what differs in each, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli.blocks import lines
from jixiao.cli.places import in_short
from jixiao.cli.summary import render
from jixiao.comparison import telling
from jixiao.comparison.amounts import wan
from jixiao.comparison.results import Comparison, DocumentComparison, IndicatorChange, MoneyChange, OneSided, ProjectChange, TextChange
from jixiao.matching import Verdict
from jixiao.messages import text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jixiao.provenance import SourceRef

_WIDEST = 120
_NARROWEST = 80  # columns of figures are not cut; a narrower terminal breaks the lines itself
_FEW = 12
_FEW_PASSAGES = 8
_LONGEST_QUOTE = 90
_CONTEXT = 24  # characters of what stayed, around a change
_STYLES = {
    Verdict.LOOSENED: "bold red",
    Verdict.STALE: "bold red",
    Verdict.TIGHTENED: "green",
    Verdict.CHANGED: "yellow",
    Verdict.UNIT_CHANGED: "yellow",
}
_GRAVE_COLUMNS = ("stale", "loosened")
_STATES = {"new": "green", "gone": "bold red", "renamed": "yellow"}


def report(comparison: Comparison, *, only: Sequence[str], everything: bool, is_plain: bool = False) -> str:
    """The whole report as text.

    Args:
        comparison: what was compared.
        only: parts that are listed: ``money``, ``projects``, ``targets``, ``sentences``.
        everything: leave nothing out.
        is_plain: it goes to a file, without colours.
    """
    width = _WIDEST if is_plain else min(max(Console().width, _NARROWEST), _WIDEST)
    listing = _Listing(width, tuple(only), everything)
    parts: list[RenderableType] = []
    same = [item for item in comparison.documents if item.is_same]
    differing = [item for item in comparison.documents if not item.is_same]
    if len(differing) > 1:
        parts.append(_overview(differing))
    for item in differing:
        parts += listing.document(item)
    parts += _same(same, comparison, width)
    parts += _alone(comparison.one_sided, width)
    if len(comparison.documents) + len(comparison.one_sided) > 1:
        counts = text("diff.summary_pairs", count=len(comparison.documents), differing=len(differing), alone=len(comparison.one_sided))
        parts += [Text(), Text("━" * width, style="dim"), *lines(counts, width, indent=0, style="bold")]
    return "".join(f"{line.rstrip()}\n" for line in render(*parts, width=width, is_plain=is_plain).splitlines())


def _overview(documents: Sequence[DocumentComparison]) -> Grid:
    """A row for each pair of documents that differ, the one with most to ask about first."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    grid.add_column(text("diff.agency"), overflow="fold", min_width=12)
    grid.add_column(text("diff.years"), no_wrap=True)
    keys = (
        "diff.stale_short",
        "diff_verdict.loosened",
        "diff_verdict.tightened",
        "diff_state.new",
        "diff_state.gone",
        "diff_state.renamed",
    )
    for key in (*keys, "diff.percent"):
        grid.add_column(text(key), justify="right", no_wrap=True)
    for item in documents:
        money = telling.leading_money(item)
        counts = (
            len(item.stale),
            item.count(Verdict.LOOSENED),
            item.count(Verdict.TIGHTENED),
            item.count_projects("new"),
            item.count_projects("gone"),
            sum(project.is_renamed for project in item.projects),
        )
        grid.add_row(
            escape(item.agency or item.old_agency or text("diff.no_agency")),
            f"{item.old_year or '?'} → {item.new_year or '?'}",
            *(Text(str(count), style="bold red" if count and at < len(_GRAVE_COLUMNS) else "") for at, count in enumerate(counts)),
            telling.percent(money) if money else "",
        )
    return grid


class _Listing:
    """How much is listed, and how wide."""

    def __init__(self, width: int, only: tuple[str, ...], everything: bool) -> None:
        self.width = width
        self.only = only
        self.everything = everything

    def document(self, item: DocumentComparison) -> Iterator[RenderableType]:
        """A pair of documents: heading, summary, and what differs."""
        yield from self._heading(item)
        if "sentences" in self.only:
            yield from self._stale(item)
        if "targets" in self.only:
            yield from self._targets(item)
        if "projects" in self.only:
            yield from self._projects(item)
            yield from self._texts(item)
        if "money" in self.only:
            yield from self._money(item)
        if "sentences" in self.only:
            yield from self._passages(item)

    def _heading(self, item: DocumentComparison) -> Iterator[RenderableType]:
        years = text("diff.of_years", old=telling.year_name(item.old_year), new=telling.year_name(item.new_year))
        yield Text("━" * self.width, style="dim")
        yield Text(f"{item.agency or item.old_agency or text('diff.no_agency')}  {years}", style="bold")
        yield from lines(text("diff.files", old=item.old_file, new=item.new_file), self.width, indent=0, style="dim")
        for said in telling.notices(item):
            yield from lines(said, self.width, indent=0, style="yellow")
        for said in telling.summary(item):
            yield from lines(f"· {said}", self.width, indent=0)

    def _stale(self, item: DocumentComparison) -> Iterator[RenderableType]:
        if not item.stale:
            return
        yield from _title(text("diff.stale"), len(item.stale))
        shown = item.stale if self.everything else item.stale[:_FEW]
        last = None
        for stale in shown:
            heading = telling.stale_heading(stale)
            if heading and heading != last:
                yield from lines(heading, self.width, indent=0, style="dim")
            last = heading
            is_certain = stale.kind != "same_figure"
            mark = Text("  ✗ " if is_certain else "  · ", style="bold red" if is_certain else "cyan")
            said = list(lines(f"“{self._quoted(stale.text)}”", self.width, indent=4))
            yield mark.append(said[0].plain.strip())
            yield from said[1:]
            yield from lines(telling.stale_words(stale), self.width, indent=6)
            places = [
                text(f"diff.{key}", place=place.where())
                for key, place in (("new_place", stale.new_place), ("other_place", stale.other_place), ("old_place", stale.old_place))
                if place is not None
            ]
            yield from lines(text("diff.semicolon").join(places), self.width, indent=6, style="dim")
        yield from self._more(len(item.stale) - len(shown))

    def _quoted(self, said: str) -> str:
        """A text in one line, cut where it is long."""
        flat = " ".join(said.split())
        return flat if self.everything or len(flat) <= _LONGEST_QUOTE else f"{flat[:_LONGEST_QUOTE]}…"

    def _targets(self, item: DocumentComparison) -> Iterator[RenderableType]:
        for title, entries in (
            ("diff.loosened", telling.loosened(item)),
            ("diff.other_targets", telling.other_targets(item)),
            ("diff.indicators", [*telling.came_and_went(item), *telling.renamed_or_weighed(item)]),
        ):
            if entries:
                yield from _title(text(title), len(entries))
                shown = entries if self.everything else entries[: 2 * _FEW]
                yield self._target_grid(shown)
                yield from self._more(len(entries) - len(shown))
        if followers := sum(1 for _, change in item.targets if change.follows_money):
            yield from lines(text("diff.follows_money", count=followers), self.width, indent=0, style="dim")

    def _target_grid(self, entries: Sequence[tuple[ProjectChange, IndicatorChange]]) -> Grid:
        grid = _grid()
        for key, ratio in (("project", 4), ("indicator", 4), ("old_column", 3), ("new_column", 3), ("what", 4), ("where", 3)):
            grid.add_column(text(f"diff.{key}"), ratio=ratio, overflow="fold")
        last = None
        for project, change in entries:
            name = escape(project.name) if project is not last else ""
            last = project
            grid.add_row(
                name,
                escape(change.name),
                escape(change.old_target or text("diff.no_amount")),
                escape(change.new_target or text("diff.no_amount")),
                Text(telling.target_words(change), style=_STYLES.get(change.verdict or Verdict.SAME, "")),
                Text(_places(change.old_place, change.new_place), style="dim"),
            )
        return grid

    def _projects(self, item: DocumentComparison) -> Iterator[RenderableType]:
        changed = telling.changed_projects(item)
        if not changed:
            return
        yield from _title(text("diff.projects"), len(changed))
        shown = changed if self.everything else changed[: 2 * _FEW]
        grid = _grid()
        grid.add_column(text("diff.state"), no_wrap=True)
        grid.add_column(text("diff.project"), ratio=5, overflow="fold")
        for key in ("old_wan", "new_wan", "change_wan", "percent"):
            grid.add_column(text(f"diff.{key}"), justify="right", no_wrap=True)
        grid.add_column(text("diff.besides"), ratio=5, overflow="fold")
        for project in shown:
            amount = project.amount
            state = "renamed" if project.is_renamed else project.status
            grid.add_row(
                Text(telling.state_name(project), style=_STATES.get(state, "")),
                escape(project.name),
                *_amounts(amount, project.change),
                escape(text("diff.semicolon").join(telling.project_notes(project))),
            )
        yield grid
        yield from self._more(len(changed) - len(shown))
        for said in telling.hints(item):
            yield from lines(said, self.width, indent=0, style="yellow")

    def _texts(self, item: DocumentComparison) -> Iterator[RenderableType]:
        entries = [(project, change) for project in item.projects for change in project.texts]
        plans = [(project, change) for project in item.projects for change in project.payment_plan]
        if not entries and not plans:
            return
        yield from _title(text("diff.texts"), len(entries) + len(plans))
        shown = entries if self.everything else entries[:_FEW]
        for project, change in shown:
            head = f"{text('diff.of_project', project=project.name)} · {telling.field_name(change.label)}"
            yield from self._text(head, change)
        for project, change in plans if self.everything else plans[:_FEW]:
            month = text("diff.plan_month", month=change.label)
            said = text("diff.of_years", old=change.old or text("diff.no_text"), new=change.new or text("diff.no_text"))
            yield from lines(f"{text('diff.of_project', project=project.name)} · {month}  {said}", self.width, indent=0)
        yield from self._more(len(entries) - len(shown) + (0 if self.everything else max(0, len(plans) - _FEW)))

    def _passages(self, item: DocumentComparison) -> Iterator[RenderableType]:
        if not item.passages:
            return
        yield from _title(text("diff.passages"), len(item.passages))
        shown = item.passages if self.everything else item.passages[:_FEW_PASSAGES]
        for change in shown:
            yield from self._text(change.label, change)
        yield from self._more(len(item.passages) - len(shown))

    def _text(self, head: str, change: TextChange) -> Iterator[RenderableType]:
        """A text with what went and what came; of what stayed only the ends."""
        yield from lines(f"{head}  {_places(change.old_place, change.new_place)}", self.width, indent=0, style="dim")
        found = Text("  ")
        for at, (sign, piece) in enumerate(change.pieces):
            if sign == "=":
                found.append(_cut(piece, is_first=at == 0, is_last=at == len(change.pieces) - 1, everything=self.everything))
            else:
                found.append(f"[-{piece}-]" if sign == "-" else f"{{+{piece}+}}", style="red strike" if sign == "-" else "green")
        yield found

    def _money(self, item: DocumentComparison) -> Iterator[RenderableType]:
        for title, changes in (("diff.money", telling.changed_money(item)), ("diff.lines", item.lines)):
            if not changes:
                continue
            yield from _title(text(title), len(changes))
            shown = changes if self.everything else changes[: 2 * _FEW]
            grid = _grid()
            grid.add_column(text("diff.figure"), ratio=5, overflow="fold")
            for key in ("old_wan", "new_wan", "change_wan", "percent"):
                grid.add_column(text(f"diff.{key}"), justify="right", no_wrap=True)
            grid.add_column(text("diff.where"), ratio=3, overflow="fold")
            for change in shown:
                name = change.label if title == "diff.lines" else telling.metric_name(change)
                grid.add_row(escape(name), *_amounts(change, change.change), Text(_places(change.old_place, change.new_place), style="dim"))
            yield grid
            yield from self._more(len(changes) - len(shown))

    def _more(self, count: int) -> Iterator[Text]:
        if count > 0:
            yield from lines(text("diff.more", count=count), self.width, indent=0, style="dim")


def _grid() -> Grid:
    return Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0), expand=True)


def _title(said: str, count: int) -> Iterator[Text]:
    yield Text()
    yield Text(f"{said}  {count}", style="bold underline")


def _amounts(money: MoneyChange | None, change: Decimal | None) -> tuple[str, str, str, str]:
    if money is None:
        return "", "", "", ""
    return wan(money.old), wan(money.new), wan(change, is_signed=True), telling.percent(money)


def _places(old: SourceRef | None, new: SourceRef | None) -> str:
    return " | ".join(in_short(place) if place else "—" for place in (old, new))


def _cut(piece: str, *, is_first: bool, is_last: bool, everything: bool) -> str:
    """What stayed, without its middle."""
    if everything or len(piece) <= 2 * _CONTEXT:
        return piece
    head = "" if is_first else piece[:_CONTEXT]
    tail = "" if is_last else piece[-_CONTEXT:]
    return f"{head}…{tail}"


def _same(found: Sequence[DocumentComparison], comparison: Comparison, width: int) -> Iterator[RenderableType]:
    if not found:
        if not comparison.documents:
            yield from lines(text("diff.no_pair"), width, indent=0, style="bold")
        return
    if len(found) == len(comparison.documents) and not comparison.one_sided:
        for said in (said for item in found if not item.is_one_year for said in telling.notices(item)):
            yield from lines(said, width, indent=0, style="yellow")
        yield Text(text("diff.same"), style="bold green")
        return
    names = text("diff.list").join(item.agency or Path(item.new_file).name for item in found)
    yield from lines(text("diff.same_documents", count=len(found), names=names), width, indent=0, style="green")


def _alone(found: Sequence[OneSided], width: int) -> Iterator[RenderableType]:
    for side in ("old", "new"):
        own = [item for item in found if item.side == side]
        if own:
            yield Text()
            yield from lines(text(f"diff_alone.{side}"), width, indent=0, style="yellow")
        for item in own:
            agency = item.agency or text("diff.no_agency")
            yield from lines(text("diff.one_file", agency=agency, year=telling.year_name(item.year), file=item.file), width, indent=2)
