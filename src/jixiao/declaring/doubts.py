"""What one should look at before a project that was read is taken over (存疑): what could not be read, was mended, or is unsure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao import messages
from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import WHOLE, name_of, of_indicator
from jixiao.declaring.tasks_read import TasksRead
from jixiao.facts.unread import order_of
from jixiao.model import Document, Indicator, Project
from jixiao.provenance import Problem, SourceRef
from jixiao.values import Kind

SURE = 0.8
"""Below it a reading is a doubt."""
_SURE_TARGET = 0.5
_SHOWN = 60
Rows = Sequence[tuple[str, Indicator]]
Places = Mapping[str, tuple[SourceRef, ...]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read with doubt (存疑).

    Attributes:
        path: of the field in the draft.
        key: entry of the message catalogue, such as ``problem.READ-014``, ``repair.shifted`` or ``declared.unsure``.
        values: what the message names.
        source: where one should look.
    """

    path: str
    key: str
    values: dict[str, str] = field(default_factory=dict, hash=False)
    source: SourceRef | None = None

    def message(self, lang: str | None = None) -> str:
        """What to look at, with the name of the field."""
        return messages.text("declared.at_field", lang, field=name_of(self.path, lang), said=self.said(lang))

    def said(self, lang: str | None = None) -> str:
        """What to look at, where the field is named beside it."""
        said = messages.text(self.key, lang, **self._quoted(lang)).rstrip("。.")
        return messages.text("declared.repaired", lang, said=said) if self.key.startswith("repair.") else said

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return messages.remedy(self.key, lang, **self._quoted(lang)) or messages.text("declared.compare", lang)

    def _quoted(self, lang: str | None) -> dict[str, str]:
        quoted = {}
        for name, word in self.values.items():
            is_path = word.startswith("@") and self.key.startswith("fault.")
            quoted[name] = name_of(word[1:], lang) if is_path else messages.text(word, lang) if messages.is_word(word) else word
        return quoted


def problems_of(document: Document) -> list[list[Problem]]:
    """What could not be read, by project, whole departments behind them: it belongs to the form that begins last before it."""
    forms = [*document.projects, *document.whole_department]
    starts = sorted((order_of(place), number) for number, item in enumerate(forms) for place in (item.source, *item.copies))
    found: list[list[Problem]] = [[] for _ in forms]
    for problem in document.problems:
        at = bisect_right(starts, (order_of(problem.source), len(found))) - 1
        if at >= 0 and starts[at][0][0] == problem.source.sheet:
            found[starts[at][1]].append(problem)
    return found


def doubts_of(
    project: Project, rows: Rows, places: Places, problems: Sequence[Problem], faults: Sequence[Fault], *, fields: Sequence[str]
) -> Iterator[Doubt]:
    """Doubts of a project: what could not be read, what was mended, what is unsure or missing, what its form cannot take.

    Args:
        project: as it was read.
        rows: id in the draft of each indicator that declares something.
        places: path to where its value stands.
        problems: of its part of the document.
        faults: of the draft that it becomes.
        fields: paths for which its form has a place.
    """
    paths = {place: path for path, refs in reversed(list(places.items())) if path != WHOLE for place in refs}
    for problem in problems:
        yield Doubt(paths.get(problem.source, WHOLE), f"problem.{problem.id}", dict(problem.values), problem.source)
    for repair in project.repairs:
        values = {"printed": repair.printed, "read_as": repair.read_as}
        yield Doubt(paths.get(repair.source, WHOLE), f"repair.{repair.kind}", values, repair.source)
    for id_, item in rows:
        yield from _of_row(id_, item)
    if not project.name and "name" in fields:
        yield Doubt("name", "declared.no_name", source=project.source)
    if project.amounts.get("annual") is None:
        yield Doubt("amounts.annual", "declared.no_amount", source=project.source)
    for fault in faults:
        source = next(iter(places.get(fault.path, ())), None)
        yield Doubt(fault.path, fault.key, dict(fault.values), source)


def doubts_of_tasks(tasks: TasksRead, project: Project) -> Iterator[Doubt]:
    """Amounts of main tasks whose column is not known."""
    for path in tasks.unsure:
        source = next(iter(tasks.places.get(path, ())), project.source)
        yield Doubt(path, "declared.unsure_task", {"text": tasks.texts[path]}, source)


def _of_row(id_: str, item: Indicator) -> Iterator[Doubt]:
    said = {"text": item.name[:_SHOWN]}
    if item.confidence < SURE:
        yield Doubt(of_indicator(id_, "name"), "declared.unsure", said, item.source)
    if item.level2_code is None:
        yield Doubt(of_indicator(id_, "level2"), "declared.no_level", said, item.source)
    if item.target.kind is Kind.EMPTY:
        yield Doubt(of_indicator(id_, "target"), "declared.no_target", said, item.source)
    elif item.target.confidence < _SURE_TARGET:
        values = {"text": item.target.text[:_SHOWN]}
        yield Doubt(of_indicator(id_, "target"), "declared.unsure_target", values, next(iter(item.sources.get("target", ())), item.source))
