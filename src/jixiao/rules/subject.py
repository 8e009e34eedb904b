"""What findings say of the documents and projects that they are about: names, years, order, and which places were read with doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from jixiao.facts.database import Row

if TYPE_CHECKING:
    from jixiao.rules.finding import Finding

_CHUNK = 5_000


class Engine(Protocol):
    """Where the facts lie and rules run: DuckDB in memory, DuckDB over files, Spark (规则引擎)."""

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What :meth:`fetch` raises where a query fails, was interrupted, or ran out of memory."""
        ...

    def fetch(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of one SELECT in the dialect of DuckDB; it is interrupted after so many seconds."""
        ...


@runtime_checkable
class PartedEngine(Engine, Protocol):
    """An engine that can look at some documents after the others, which takes less memory than all at once."""

    def fetch_by_document(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """As :meth:`Engine.fetch`, for a SELECT that joins no two documents."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document as findings name it: its place in the order, its file, its year, and what stays the same in another file of it."""

    at: int
    file: str
    year: int | None
    identity: str


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project as findings name it: its number in the document, and its name."""

    number: int
    name: str | None


_PROJECTS = "SELECT project_id, project_no, name FROM projects WHERE TRUE"
_LISTED = "SELECT project_id, listed_no, listed_name FROM evaluations WHERE listed_no > 0"
"""Number and name of projects: of forms, and of lists that have their totals."""


@dataclass(slots=True)
class Subject:
    """The documents of an audit (审核对象).

    Attributes:
        documents: by ``document_id``, in their order.
        projects: by ``project_id``; of a corpus those that :meth:`learn` was asked for.
        doubts: places that were read with doubt, by ``document_id``.
        engine: where names are looked up that are not known yet; ``None`` where all of them are.
    """

    documents: dict[str, DocumentName] = field(default_factory=dict)
    projects: dict[str, ProjectName] = field(default_factory=dict)
    doubts: dict[str, set[str]] = field(default_factory=dict)
    engine: Engine | None = None

    def learn(self, project_ids: Iterable[str]) -> None:
        """Look up projects that findings name and that are not known yet."""
        wanted = sorted(set(project_ids) - self.projects.keys())
        if self.engine is None or not wanted:
            return
        for start in range(0, len(wanted), _CHUNK):
            listed = ", ".join("'" + one.replace("'", "''") + "'" for one in wanted[start : start + _CHUNK])
            for names in (_PROJECTS, _LISTED):
                _, rows = self.engine.fetch(f"{names} AND project_id IN ({listed})")  # ids of the corpus, quoted
                for project_id, number, name in rows:
                    self.projects[str(project_id)] = ProjectName(int(number or 0), name)

    def years(self) -> set[int | None]:
        """Fiscal years of the documents, ``None`` for one that tells none."""
        return {document.year for document in self.documents.values()}

    def year(self, document_id: str) -> int | None:
        """Fiscal year of a document."""
        known = self.documents.get(document_id)
        return known.year if known else None

    def file(self, document_id: str) -> str:
        """Name of its file."""
        known = self.documents.get(document_id)
        return known.file if known else document_id

    def project_name(self, project_id: str | None) -> str | None:
        """Name of a project."""
        known = self.projects.get(project_id or "")
        return known.name or None if known else None

    def identity(self, document_id: str) -> str:
        """What stays the same when a document is read again from another file."""
        known = self.documents.get(document_id)
        return known.identity if known else document_id

    def is_doubtful(self, document_id: str, sources: Sequence[str]) -> bool:
        """One of the places was read with doubt."""
        return not self.doubts.get(document_id, set()).isdisjoint(sources)

    def order(self, finding: Finding) -> tuple[int, int, int, str, str]:
        """Documents and projects in their order, the gravest findings of each first."""
        document = self.documents.get(finding.document_id)
        project = self.projects.get(finding.project_id or "")
        at = document.at if document else len(self.documents)
        return at, project.number if project else -1, finding.severity.rank, finding.rule.id, finding.id


def subject_of(tables: Mapping[str, Sequence[Row]]) -> Subject:
    """The documents of some facts in memory."""
    found = Subject()
    for row in tables.get("documents", []):
        _add_document(found, row)
    for row in tables.get("projects", []):
        name = row.get("name")
        found.projects[str(row["project_id"])] = ProjectName(_number(row.get("project_no")), str(name) if name else None)
    for row in tables.get("evaluations", []):
        if row.get("listed_no"):
            found.projects[str(row["project_id"])] = ProjectName(_number(row["listed_no"]), str(row["listed_name"] or "") or None)
    for row in tables.get("doubts", []):
        found.doubts.setdefault(str(row["document_id"]), set()).add(str(row["source"]))
    return found


def subject_in(engine: Engine) -> Subject:
    """The documents of a corpus: names of projects are looked up as findings need them."""
    found = Subject(engine=engine)
    names = ("document_id", "file", "fiscal_year", "publisher_key")
    _, rows = engine.fetch(f"SELECT {', '.join(names)} FROM documents ORDER BY file, document_id")  # noqa: S608 - names of the schema
    for row in rows:
        _add_document(found, dict(zip(names, row, strict=True)))
    _, places = engine.fetch("SELECT document_id, source FROM doubts")
    for document_id, source in places:
        found.doubts.setdefault(str(document_id), set()).add(str(source))
    return found


def _add_document(subject: Subject, row: Mapping[str, Any]) -> None:
    document_id, year = str(row["document_id"]), row.get("fiscal_year")
    file = str(row.get("file") or document_id)
    identity = f"{row['publisher_key']} {year}" if row.get("publisher_key") and year else file
    subject.documents[document_id] = DocumentName(len(subject.documents), file, year if isinstance(year, int) else None, identity)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
