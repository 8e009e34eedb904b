"""Which documents of an agency are held against each other: versions, stages of a year, years (文件配对)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.facts.database import Row

_STAGES = {
    "target_forms": "declared",
    "budget_disclosure": "declared",
    "mixed": "declared",
    "monitoring": "monitored",
    "self_evaluation": "evaluated",
    "final_accounts": "accounts",
}
_STAGE_ORDER = ("declared", "monitored", "evaluated", "accounts")
_EARLIER_OF_YEAR = {"declared": ("declared", "evaluated"), "evaluated": ("evaluated",), "accounts": ("accounts",), "monitored": ()}
"""With which stages of an earlier year a document of a stage is compared."""


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents of one agency (一对文件).

    Attributes:
        later, earlier: their rows of ``documents``.
        relation: ``version`` (one year and stage), ``stage`` (one year, as declared and as evaluated) or ``year``.
        names_later: name keys of the projects of all documents of the agency for the year and stage of the later one.
    """

    later: Row
    earlier: Row
    relation: str
    names_later: frozenset[str]

    @property
    def years(self) -> tuple[int | None, int | None]:
        """Fiscal years of the earlier and the later one."""
        return _year(self.earlier), _year(self.later)

    def row(self) -> Row:
        """Its row of ``document_pairs``, without what comes of the projects."""
        earlier, later = self.years
        return {
            "document_id": self.later["document_id"],
            "earlier_document_id": self.earlier["document_id"],
            "agency_key": self.later.get("agency_key"),
            "relation": self.relation,
            "stage": stage_of(self.later),
            "earlier_stage": stage_of(self.earlier),
            "is_earlier_settled": is_settled(self.earlier),
            "years_apart": later - earlier if later is not None and earlier is not None else None,
            "earlier_file": self.earlier.get("file"),
            "project_count": self.later.get("project_count"),
            "earlier_project_count": self.earlier.get("project_count"),
            "source": self.later.get("source"),
            "earlier_source": self.earlier.get("source"),
        }


def stage_of(row: Row) -> str:
    """The step of the budget cycle that a document belongs to: declared, monitored, evaluated, accounts."""
    return "accounts" if row.get("is_final_accounts") else _STAGES.get(str(row.get("kind")), "declared")


def is_settled(row: Row) -> bool:
    """What a document declares was approved: it is a published budget, or the caller said when it was approved or published."""
    is_budget = row.get("kind") == "budget_disclosure" and stage_of(row) == "declared"
    return is_budget or row.get("approved_on") is not None or row.get("published_on") is not None


def pairs_of(documents: Sequence[Row], projects: Mapping[str, Sequence[Row]]) -> Iterator[DocumentPair]:
    """Pairs of the documents of one agency: each document with the version before it, the stages before it and the nearest year before.

    Args:
        documents: rows of ``documents`` of one agency.
        projects: rows of ``projects`` by document.
    """
    dated = sorted((row for row in documents if _year(row) is not None), key=lambda row: _order(row, projects))
    names = {str(row["document_id"]): _names(projects.get(str(row["document_id"]), ())) for row in dated}
    for at, later in enumerate(dated):
        together: set[str] = set()
        for row in dated:
            if _year(row) == _year(later) and stage_of(row) == stage_of(later):
                together |= names[str(row["document_id"])]
        for relation, earlier in _earlier(later, dated[:at], names):
            yield DocumentPair(later, earlier, relation, frozenset(together))


def _earlier(later: Row, before: Sequence[Row], names: Mapping[str, set[str]]) -> Iterator[tuple[str, Row]]:
    own, stage, year = names[str(later["document_id"])], stage_of(later), _year(later) or 0

    def shared(row: Row) -> int:
        return len(own & names[str(row["document_id"])])

    comparable = [row for row in before if row.get("sha256") != later.get("sha256") and _is_same_entity(row, later, shared(row))]
    of_year = [row for row in comparable if _year(row) == year]
    versions = [row for row in of_year if stage_of(row) == stage and _may_be_version(row, later, names)]
    if versions:
        yield "version", versions[-1]
    if stage in _STAGE_ORDER:
        for wanted in _STAGE_ORDER[: _STAGE_ORDER.index(stage)]:
            stages = [row for row in of_year if stage_of(row) == wanted and shared(row)]
            if stages:
                last = max(range(len(stages)), key=lambda at: (shared(stages[at]), is_settled(stages[at]), at))
                yield "stage", stages[last]
    for wanted in _EARLIER_OF_YEAR[stage]:
        older = [row for row in comparable if (_year(row) or year) < year and stage_of(row) == wanted]
        nearest = [row for row in older if _year(row) == max(_year(other) or 0 for other in older)]
        if nearest:
            yield "year", max(nearest, key=lambda row: (row.get("kind") == later.get("kind"), shared(row)))


def _may_be_version(earlier: Row, later: Row, names: Mapping[str, set[str]]) -> bool:
    """Two documents of a year are versions where half of the projects of the smaller one stand in both, or where neither has any."""
    left, right = names[str(earlier["document_id"])], names[str(later["document_id"])]
    if not left and not right:
        return earlier.get("kind") == later.get("kind") and bool(earlier.get("table_count")) and bool(later.get("table_count"))
    return bool(left) and bool(right) and 2 * len(left & right) >= min(len(left), len(right))


def _is_same_entity(left: Row, right: Row, shared: int) -> bool:
    """Not the budget of a department beside that of one of its units; where only one of them tells, projects in common must show it."""
    one, other = left.get("entity"), right.get("entity")
    return one == other or (shared > 0 and None in (one, other))


def _order(row: Row, projects: Mapping[str, Sequence[Row]]) -> tuple[int, int, str, str, str, str]:
    """Older documents first; what a document does not tell (when it was published) its files' names decide."""
    stage = stage_of(row)
    filed = max((str(item.get("filed_at") or "") for item in projects.get(str(row["document_id"]), ())), default="")
    order = _STAGE_ORDER.index(stage) if stage in _STAGE_ORDER else len(_STAGE_ORDER)
    return _year(row) or 0, order, str(row.get("published_on") or ""), str(row.get("approved_on") or ""), filed, str(row.get("file") or "")


def _names(projects: Sequence[Row]) -> set[str]:
    return {str(row["name_key"]) for row in projects if row.get("name_key") and row.get("scope") == "project"}


def _year(row: Row) -> int | None:
    year = row.get("fiscal_year")
    return int(year) if isinstance(year, int) else None
