"""A comparison as one web page that needs no other file (对比报告)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from jixiao.comparison import telling
from jixiao.comparison.amounts import wan
from jixiao.comparison.results import Comparison, DocumentComparison, IndicatorChange, MoneyChange, ProjectChange
from jixiao.matching import Verdict
from jixiao.messages import language, text
from jixiao.reports.environment import digest_of, environment, own, resource

if TYPE_CHECKING:
    from jixiao.provenance import SourceRef

_GRAVE = (Verdict.LOOSENED, Verdict.STALE)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A counted part of a pair of documents: its number, what it is, where it stands on the page, how grave it is."""

    number: str
    what: str
    anchor: str
    tone: str


def comparison_page(comparison: Comparison, version: str) -> str:
    """The page as HTML, in the language in force.

    Args:
        comparison: what was compared.
        version: of the program, for the foot of the page.
    """
    style = resource("design.css") + resource("comparison.css")
    return (
        environment()
        .get_template("comparison.html.j2")
        .render(
            comparison=comparison,
            differing=[item for item in comparison.documents if not item.is_same],
            same=[item for item in comparison.documents if item.is_same],
            style=own(style),
            policy=own(f"default-src 'none'; style-src {digest_of(style)}"),
            lang="zh-CN" if language() == "zh" else "en",
            version=version,
            **_FUNCTIONS,
        )
    )


def place_words(place: SourceRef | None) -> str:
    """A place inside its file in words; a dash where there is none."""
    return (place.where() or place.file) if place else "—"


def _tiles(item: DocumentComparison) -> list[_Tile]:
    """The counts at the head of a pair of documents, each a link to what it counts."""
    money = telling.leading_money(item)
    loosened, tightened = item.count(Verdict.LOOSENED), item.count(Verdict.TIGHTENED)
    certain = sum(1 for stale in item.stale if stale.kind != "same_figure")
    changed = len(telling.changed_projects(item))
    found = [
        _Tile(str(len(item.stale)), text("diff.tile_stale"), "stale", "grave" if certain else "calm"),
        _Tile(str(loosened + item.count(Verdict.STALE)), text("diff.tile_loosened"), "loosened", "grave" if loosened else "calm"),
        _Tile(str(tightened), text("diff.tile_tightened"), "targets", "good" if tightened else "calm"),
        _Tile(str(changed), text("diff.tile_projects", count=len(item.projects)), "projects", "calm"),
    ]
    if item.is_one_year:
        found.append(_Tile(str(len(item.lines)), text("diff.tile_lines"), "lines", "calm"))
        found.append(_Tile(str(len(item.passages)), text("diff.tile_passages"), "passages", "calm"))
    if money and not money.is_same:
        found.append(_Tile(telling.percent(money), text("diff.tile_money", old=wan(money.old), new=wan(money.new)), "money", "calm"))
    return found


def _tone(change: IndicatorChange) -> str:
    """How a target is coloured; the words beside it say the same."""
    if change.verdict in _GRAVE or change.status == "gone":
        return "grave"
    return "good" if change.verdict is Verdict.TIGHTENED or change.status == "new" else "calm"


def _bar(project: ProjectChange, projects: Sequence[ProjectChange]) -> int:
    """Length of the bar of a project's change in percent of the largest one."""
    largest = max((item.size for item in projects), default=project.size)
    return int(project.size * 100 / largest) if largest else 0


def _projects_of(item: DocumentComparison) -> list[tuple[ProjectChange, MoneyChange | None]]:
    """Projects that changed, with their money, those that changed most first."""
    return [(project, project.amount) for project in telling.changed_projects(item)]


_FUNCTIONS = {
    "telling": telling,
    "wan": wan,
    "signed": partial(wan, is_signed=True),
    "place": place_words,
    "tiles": _tiles,
    "tone": _tone,
    "bar": _bar,
    "projects_of": _projects_of,
    "short": lambda file: PurePath(file).name,
    "Verdict": Verdict,
}
"""What the template calls."""
