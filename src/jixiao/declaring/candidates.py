"""Projects of a document that was read, as drafts to be confirmed (导入候选): what is doubtful in them comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.declaring.doubts import Doubt, Places, Rows, doubts_of, doubts_of_tasks, problems_of
from jixiao.declaring.draft import Draft
from jixiao.declaring.from_project import from_project, said_by, said_by_indicator
from jixiao.declaring.indicators import columns_of
from jixiao.declaring.paths import WHOLE, name_of, of_indicator, split
from jixiao.declaring.places import fields_of
from jixiao.declaring.projects import to_project
from jixiao.declaring.tasks_read import tasks_of
from jixiao.messages import text
from jixiao.model import Document, FundingLine, Project
from jixiao.packs import Pack, declaration_for
from jixiao.provenance import Problem, SourceRef
from jixiao.values.target import plain_decimal

_SHOWN = 60
_OF_FUNDING = ("adjusted_budget", "executed_amount", "rate_pct", "score")


@dataclass(frozen=True, slots=True)
class Line:
    """A value of a candidate as a page shows it (候选项目的一栏).

    Attributes:
        path: of the field; ``label`` is what people call it.
        text: what was read.
        places: where it stands in the file; ``where`` is the first in words.
        confidence: how sure the reading is, 0 to 1.
        is_doubtful: one should look at it.
    """

    path: str
    label: str
    text: str
    places: tuple[SourceRef, ...]
    confidence: float
    is_doubtful: bool

    @property
    def where(self) -> str:
        """The first place in words; empty where none is known."""
        return self.places[0].where() if self.places else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project of a document as it would be declared (候选项目).

    Attributes:
        number: of the project in the document, from 1.
        project: as it was read.
        draft: what it becomes in the form of the jurisdiction.
        places: path to where its value stands in the file.
        confidence: path to how sure the reading of its value is, 0 to 1.
        doubts: what could not be read, was mended, is unsure or missing, or does not fit the form.
        left_out: what the form has no place for, each in words.
        shown: path and text of everything that the form shows, totals too, in its order.
    """

    number: int
    project: Project = field(hash=False)
    draft: Draft
    places: dict[str, tuple[SourceRef, ...]] = field(hash=False)
    confidence: dict[str, float] = field(hash=False)
    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...]
    shown: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str | None:
        """Name of the project."""
        return self.project.name

    @property
    def lines(self) -> list[Line]:
        """Everything that the form shows: what is doubtful first, otherwise in the order of the form."""
        doubted = {doubt.path for doubt in self.doubts}
        found = [
            Line(path, self._label(path), said, self.places.get(path, ()), self.confidence.get(path, 1.0), path in doubted)
            for path, said in self.shown
        ]
        return sorted(found, key=lambda line: not line.is_doubtful)

    def _label(self, path: str) -> str:
        """What a field is called; one of an indicator with the name of the indicator."""
        id_, key = split(path)
        name = self.draft.indicator(id_).text("name") if id_ and key != "name" else ""
        return text("declared.of_row", name=_short(name), field=name_of(path)) if name else name_of(path)


def candidates(document: Document, pack: Pack) -> list[Candidate]:
    """The projects of a document as drafts in the form of a jurisdiction; nothing of them is lost unsaid.

    Args:
        document: a reading.
        pack: the jurisdiction whose form they are declared in.
    """
    problems = problems_of(document)
    return [_candidate(number, project, document, problems[number - 1], pack) for number, project in enumerate(document.projects, 1)]


def whole_candidates(document: Document, pack: Pack) -> list[Candidate]:
    """The whole departments of a document as drafts (部门整体候选), numbered behind its projects.

    Args:
        document: a reading.
        pack: of the jurisdiction for whole departments (:func:`jixiao.packs.for_whole_department`).
    """
    problems, first = problems_of(document), len(document.projects) + 1
    return [_candidate(at, form, document, problems[at - 1], pack) for at, form in enumerate(document.whole_department, first)]


def _candidate(number: int, project: Project, document: Document, problems: list[Problem], pack: Pack) -> Candidate:
    draft = from_project(project, pack)
    declared = [item for item in project.indicators if not item.placeholder]
    rows: Rows = list(zip((row.id for row in draft.indicators), declared, strict=True))
    places = dict(_places(project, rows))
    doubts: tuple[Doubt, ...] = ()
    if declaration_for(pack).subject == "department":
        tasks = tasks_of(project, pack)
        places |= tasks.places
        doubts = tuple(doubts_of_tasks(tasks, project))
    faults = to_project(draft, pack, agency=document.publisher, fiscal_year=document.fiscal_year).faults
    return Candidate(
        number=number,
        project=project,
        draft=draft,
        places=places,
        confidence=dict(_confidence(project, rows, places)),
        doubts=(*doubts, *doubts_of(project, rows, places, problems, faults, fields=fields_of(declaration_for(pack)))),
        left_out=tuple(_left_out(project, rows, pack)),
        shown=tuple(_shown(project, draft, pack)),
    )


def _places(project: Project, rows: Rows) -> Iterator[tuple[str, tuple[SourceRef, ...]]]:
    yield WHOLE, (project.source,)
    for path, places in project.sources.items():
        yield path, tuple(places)
    for id_, item in rows:
        for key, places in item.sources.items():
            for own in ("level1", "level2") if key == "levels" else (key,):
                yield of_indicator(id_, own), tuple(places)
        for key in ("name", "target"):
            if not item.sources.get(key):
                yield of_indicator(id_, key), (item.source,)


def _confidence(project: Project, rows: Rows, places: Places) -> Iterator[tuple[str, float]]:
    yield from ((path, project.confidence) for path in places if not split(path)[0])
    for id_, item in rows:
        yield from ((path, item.confidence) for path in places if split(path)[0] == id_)
        yield of_indicator(id_, "target"), min(item.confidence, item.target.confidence)


def _shown(project: Project, draft: Draft, pack: Pack) -> Iterator[tuple[str, str]]:
    said = dict(said_by(project, pack))
    yield from ((path, said[path]) for path in fields_of(declaration_for(pack)) if path in said)
    for row in draft.indicators:
        yield from ((of_indicator(row.id, key), typed) for key, typed in row.texts.items())


def _left_out(project: Project, rows: Rows, pack: Pack) -> Iterator[str]:
    """What the form has no place for, in words, whole where it is short."""
    form = declaration_for(pack)
    there, columns = frozenset(fields_of(form)), columns_of(form)
    yield from (_words(name_of(path), said) for path, said in said_by(project, pack) if path not in there)
    yield from (said for line in project.funding for said in _funding(line))
    for id_, item in rows:
        for key, said in said_by_indicator(item):
            if key not in columns:
                label = text("declared.of_row", name=_short(item.name), field=name_of(of_indicator(id_, key)))
                yield _words(label, said)
    if count := sum(1 for item in project.indicators if item.placeholder):
        yield text("declared.fillers", count=count)


def _funding(line: FundingLine) -> Iterator[str]:
    """How the money was spent: a declaration has no place for it."""
    for role in _OF_FUNDING:
        number = getattr(line, role)
        if number is not None:
            yield _words(f"{name_of(f'amounts.{line.key}')} {text(f'funding.{role}')}", plain_decimal(number))


def _words(label: str, said: str) -> str:
    return text("declared.at_field", field=label, said=_short(said))


def _short(said: str) -> str:
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
