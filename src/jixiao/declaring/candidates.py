"""Projects of a document that was read, as drafts to be confirmed (导入候选): what is doubtful in them comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao import messages
from jixiao.declaring.draft import Draft
from jixiao.declaring.from_project import from_project, said_by, said_by_indicator
from jixiao.declaring.funding import sums
from jixiao.declaring.indicators import columns_of
from jixiao.declaring.paths import WHOLE, name_of, of_indicator
from jixiao.declaring.places import fields_of
from jixiao.model import Document, Indicator, Project
from jixiao.packs import Pack, declaration_for
from jixiao.provenance import SourceRef

_SURE = 0.8
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read with doubt (存疑).

    Attributes:
        path: of the field in the draft.
        key: entry of the message catalogue.
        values: what the message names.
    """

    path: str
    key: str
    values: dict[str, str] = field(default_factory=dict, hash=False)

    def message(self, lang: str | None = None) -> str:
        """What to look at."""
        return f"{name_of(self.path, lang)}: {messages.text(self.key, lang, **self.values)}"


@dataclass(frozen=True, slots=True)
class Line:
    """A value of a candidate as a page shows it: what it is, what was read, where it stands."""

    path: str
    label: str
    text: str
    where: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project of a document as it would be declared (候选项目).

    Attributes:
        number: of the project in the document, from 1.
        project: as it was read.
        draft: what it becomes in the form of the jurisdiction.
        places: path to where its value stands in the file.
        doubts: what was read with doubt.
        left_out: what the form has no place for, each in words.
    """

    number: int
    project: Project = field(hash=False)
    draft: Draft
    places: dict[str, tuple[SourceRef, ...]] = field(hash=False)
    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...]

    @property
    def name(self) -> str | None:
        """Name of the project."""
        return self.project.name

    @property
    def lines(self) -> list[Line]:
        """All values in the order of the form, as they were typed for the person."""
        doubted = {doubt.path for doubt in self.doubts}
        found = []
        for path in self.draft.paths():
            places = self.places.get(path, ())
            where = places[0].where() if places else ""
            found.append(Line(path, name_of(path), self.draft.text(path), where, path in doubted))
        return found


def candidates(document: Document, pack: Pack) -> list[Candidate]:
    """The projects of a document as drafts in the form of a jurisdiction; nothing of them is lost unsaid.

    Args:
        document: a reading.
        pack: the jurisdiction whose form they are declared in.
    """
    return [_candidate(number, project, pack) for number, project in enumerate(document.projects, 1)]


def _candidate(number: int, project: Project, pack: Pack) -> Candidate:
    draft = from_project(project, pack)
    declared = [item for item in project.indicators if not item.placeholder]
    rows = list(zip((row.id for row in draft.indicators), declared, strict=True))
    places = dict(_places(project, rows))
    return Candidate(number, project, draft, places, tuple(_doubts(project, rows, places)), tuple(_left_out(project, rows, draft, pack)))


def _places(project: Project, rows: Sequence[tuple[str, Indicator]]) -> Iterator[tuple[str, tuple[SourceRef, ...]]]:
    yield WHOLE, (project.source,)
    for path, places in project.sources.items():
        yield path, tuple(places)
    for id_, item in rows:
        for key, places in item.sources.items():
            yield of_indicator(id_, key), tuple(places)
        if "target" not in item.sources:
            yield of_indicator(id_, "target"), (item.source,)


def _doubts(project: Project, rows: Sequence[tuple[str, Indicator]], places: dict[str, tuple[SourceRef, ...]]) -> Iterator[Doubt]:
    by_place = {place: path for path, refs in reversed(places.items()) for place in refs}
    for repair in project.repairs:
        said = messages.text(f"repair.{repair.kind}", printed=repair.printed, read_as=repair.read_as)
        yield Doubt(by_place.get(repair.source, WHOLE), "declared.repaired", {"said": said})
    for id_, item in rows:
        if item.confidence < _SURE:
            yield Doubt(of_indicator(id_, "name"), "declared.unsure", {"text": item.name[:_SHOWN]})
        elif item.level2_code is None:
            yield Doubt(of_indicator(id_, "level2"), "declared.no_level", {"text": item.name[:_SHOWN]})
    if not project.name:
        yield Doubt("name", "declared.no_name")
    if project.amounts.get("annual") is None:
        yield Doubt("amounts.annual", "declared.no_amount")


def _left_out(project: Project, rows: Sequence[tuple[str, Indicator]], draft: Draft, pack: Pack) -> Iterator[str]:
    form = declaration_for(pack)
    there = {*fields_of(form), *draft.fields, *sums(draft, pack)}
    for path, text in said_by(project, pack):
        if path not in there:
            yield f"{name_of(path)}: {_short(text)}"
    columns = columns_of(form)
    for id_, item in rows:
        for key, text in said_by_indicator(item):
            if key not in columns:
                yield f"{item.name[:_SHOWN]}, {name_of(of_indicator(id_, key))}: {_short(text)}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
