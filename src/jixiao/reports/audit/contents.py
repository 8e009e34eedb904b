"""What the report shows, in its order: documents, their projects, and the findings of each, those of one kind as one entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from jixiao.facts.reading import FactReading
from jixiao.layouts.masking import masked
from jixiao.messages import text
from jixiao.model import Document, Project
from jixiao.reports.audit.charts import counted
from jixiao.reports.audit.exhibits import Exhibit
from jixiao.reports.audit.words import name_of
from jixiao.rules import Finding, Severity
from jixiao.rules.folding import Fold, folded

_OF_DOCUMENT, _OF_SEVERAL = "", "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding, or several of one kind that are shown as one (条目).

    Attributes:
        fold: the findings.
        exhibits: their evidence.
    """

    fold: Fold
    exhibits: tuple[Exhibit, ...]

    @property
    def finding(self) -> Finding:
        """The one that is quoted."""
        return self.fold.first

    @property
    def is_waived(self) -> bool:
        """Somebody has excused it; it does not count."""
        return self.finding.waiver is not None


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """A project of a document with its findings; the document as a whole, or what several projects share, where ``project`` is none."""

    key: str
    title: str
    project: Project | None
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """Findings, each counted."""
        return sum(entry.fold.count for entry in self.entries)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A document of the audit.

    Attributes:
        id: its ``document_id``.
        document: what was read.
        name: who published it.
        file: its file without folders.
        counts: findings that are not waived, by severity.
        projects: parts that have findings, the gravest first.
        clean: names of projects without any.
    """

    id: str
    document: Document
    name: str
    file: str
    counts: Mapping[Severity, int]
    projects: tuple[ProjectPart, ...]
    clean: tuple[str, ...] = field(default=())

    @property
    def total(self) -> int:
        """Findings that count."""
        return sum(self.counts.values())

    @property
    def understood(self) -> float | None:
        """Share of the cells that were understood, in percent; ``None`` where nothing is printed."""
        account = self.document.account
        return 100 * (account.cells - account.problems) / account.cells if account.cells else None

    @property
    def year(self) -> str:
        """Its fiscal year in words."""
        year = self.document.fiscal_year
        return text("report.year", year=year) if year else text("report.no_year")

    @property
    def pages(self) -> int | None:
        """Pages of the file, where it has such."""
        return self.document.source.pages


def folds_of(findings: Sequence[Finding]) -> list[Fold]:
    """The entries of one document, the gravest first and waived ones last."""
    return sorted(folded(findings), key=_gravity)


def _gravity(fold: Fold) -> tuple[bool, int]:
    return fold.first.waiver is not None, fold.severity.rank


def document_part(
    reading: FactReading, file: str, findings: Sequence[Finding], folds: Sequence[Fold], exhibits: Mapping[str, tuple[Exhibit, ...]]
) -> DocumentPart:
    """A document with its findings.

    Args:
        reading: the document.
        file: name of its file for people.
        findings: all of it.
        folds: entries that are shown.
        exhibits: evidence by id of the first finding of an entry.
    """
    projects = {key: project for _, key, _, project in reading.projects()}
    groups: dict[str, list[Entry]] = {}
    for fold in folds:
        groups.setdefault(_group(fold), []).append(Entry(fold, exhibits.get(fold.first.id, ())))
    parts = tuple(_part(key, entries, projects.get(key)) for key, entries in groups.items())
    accused = {finding.project_id for finding in findings}
    clean = tuple(_names([project for key, project in projects.items() if key not in accused]))
    name = name_of(reading.document)
    return DocumentPart(reading.id, reading.document, name, file, counted(findings), parts, clean)


def _group(fold: Fold) -> str:
    is_several = fold.project_id is None and bool(fold.projects)
    return _OF_SEVERAL if is_several else fold.project_id or _OF_DOCUMENT


def _part(key: str, entries: Sequence[Entry], project: Project | None) -> ProjectPart:
    if key == _OF_DOCUMENT:
        title = text("report.of_document")
    elif key == _OF_SEVERAL:
        title = text("report.of_several")
    else:
        title = masked(entries[0].finding.project_name or text("cli.unnamed"))
    return ProjectPart(key, title, project, tuple(entries))


def _names(projects: Sequence[Project]) -> Iterator[str]:
    yield from (masked(project.name) for project in projects if project.name)


def kind_of_file(document: Document) -> str:
    """The ending of its file in capitals: ``PDF``."""
    return PurePath(document.source.file).suffix.removeprefix(".").upper() or text("cli.unknown")
