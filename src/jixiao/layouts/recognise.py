"""From neutral grids to the model: read this page first.

The contents are set aside, cells that were printed one per line become rows again, the document is walked through once
(:mod:`jixiao.layouts.regions`), prints of the same form are merged, and everything is frozen into the model. At the end every cell
is accounted for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from jixiao.documents.grid import OpenedDocument, Paragraph
from jixiao.layouts import assemble
from jixiao.layouts.claims import find_claims
from jixiao.layouts.contents import mark_contents
from jixiao.layouts.copies import merge_copies
from jixiao.layouts.described import read_described
from jixiao.layouts.draft import tidy
from jixiao.layouts.flat_tables import restore_accounts
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.loose_cells import run_together, tidied
from jixiao.layouts.mending import mend_slid_tails
from jixiao.layouts.naming import check_names
from jixiao.layouts.narrative import sections_of
from jixiao.layouts.personal import find_personal
from jixiao.layouts.regions import Reader
from jixiao.layouts.summaries import summary_of
from jixiao.layouts.tasks import EVALUATORS
from jixiao.model import Caption, Claim, Document, DocumentKind, EvaluationSummary, FileSource, PersonalData, Project, Section, Table
from jixiao.provenance import Problem, SourceRef

T = TypeVar("T")

_COVER = 10
_COVER_KINDS = (
    ("决算", DocumentKind.FINAL_ACCOUNTS),
    ("自评", DocumentKind.SELF_EVALUATION),
    ("监控", DocumentKind.MONITORING),
    ("预算", DocumentKind.BUDGET_DISCLOSURE),
)


def recognise(opened: OpenedDocument, *, consume: bool = False) -> Document:
    """Understand a document: its projects, tables and prose, with the place of every value and the account of every cell.

    Args:
        opened: the file in neutral form.
        consume: nobody needs the blocks any more: they are taken out, so that a long document takes less memory.
    """
    ledger = Ledger(_printed(opened))
    cover = _cover(opened)
    is_blank = not opened.blocks
    for problem in opened.problems:
        ledger.adopt(problem)
    troubled = {problem.source for problem in opened.problems}
    blocks = [b for b in opened.blocks if not (isinstance(b, Paragraph) and b.source in troubled)]
    blocks, contents = mark_contents(blocks, ledger)
    blocks = tidied(restore_accounts(blocks, ledger), ledger)
    lost = run_together(blocks)
    described = read_described(blocks, ledger)
    reader = Reader(ledger, described.places)
    reader.read(described.restore(blocks))
    del blocks
    if consume:
        opened.blocks.clear()
    mend_slid_tails(reader.projects)
    drafts = described.join(merge_copies(reader.projects), ledger)
    reader.projects.clear()
    for draft in drafts:
        reader.identity.form(draft)
    year = reader.identity.fiscal_year
    projects: list[Project] = []
    departments: list[Project] = []
    for draft in _taken(drafts):
        (departments if draft.is_whole_department else projects).append(assemble.project(draft, year))
    tables: list[Table] = []
    summaries: list[EvaluationSummary] = []
    for page in _taken(reader.tables):
        if (table := assemble.table(page, ledger)) is not None:
            tables.append(table)
            if (summary := summary_of(page, len(tables), ledger)) is not None:
                summaries.append(summary)
    tables, names = check_names(tables, year)
    sections = _sections(reader.prose, year, ledger)
    places = reader.identity.places(ledger.rank)
    typed = assemble.typed_places([*projects, *departments], tables)
    typed.update(place for found in places.values() for place in found)
    if lost is not None and not (projects or departments or tables):
        ledger.problem("READ-006", lost)
    elif not is_blank and not (projects or departments or tables) and not opened.problems:
        ledger.problems.append(Problem("READ-005", SourceRef(opened.file)))
    account = ledger.close(typed)
    del typed
    return Document(
        source=FileSource(file=opened.file, sha256=opened.sha256, media_type=opened.media_type, pages=opened.pages),
        publisher=reader.identity.publisher,
        fiscal_year=year,
        kind=_kind(projects, departments, _without(tables, summaries), cover, is_summary=bool(summaries)),
        projects=projects,
        whole_department=departments,
        tables=tables,
        summaries=summaries,
        sections=sections,
        contents=contents,
        captions=[Caption(text=tidy(line.text), source=line.source) for line in reader.captions],
        personal_data=_personal_data(projects, ledger),
        sources=places,
        problems=ledger.problems,
        notes=[*opened.notes, *names],
        account=account,
    )


def _without(tables: Sequence[Table], summaries: Sequence[EvaluationSummary]) -> list[Table]:
    """Tables that are not such a list of self-evaluations, whatever standard table its title resembles."""
    listed = {summary.table_no for summary in summaries}
    return [table for number, table in enumerate(tables, start=1) if number not in listed]


def _kind(
    projects: Sequence[Project], departments: Sequence[Project], tables: Sequence[Table], cover: str, *, is_summary: bool
) -> DocumentKind:
    budget = [table for table in tables if table.kind not in ("other", "T16_targets", "T17_org")]
    final = [table for table in budget if table.kind.startswith("FA")]
    if final:
        return DocumentKind.FINAL_ACCOUNTS if len(final) * 2 > len(budget) else DocumentKind.MIXED
    if budget:
        return DocumentKind.BUDGET_DISCLOSURE
    if any(project.monitoring for project in [*projects, *departments]):
        return DocumentKind.MONITORING
    if is_summary or any(project.funding or project.evaluation for project in [*projects, *departments]):
        return DocumentKind.MONITORING if "监控" in cover else DocumentKind.SELF_EVALUATION
    if "自评" in cover and any(indicator.result for project in [*projects, *departments] for indicator in project.indicators):
        return DocumentKind.SELF_EVALUATION
    if projects or departments:
        return DocumentKind.TARGET_FORMS
    return next((kind for word, kind in _COVER_KINDS if word in cover), DocumentKind.MIXED)


def _sections(prose: Sequence[Paragraph], year: int | None, ledger: Ledger) -> list[Section]:
    sections: list[Section] = []
    for draft in sections_of(sorted(prose, key=lambda paragraph: ledger.rank(paragraph.source))):
        ledger.prose(*(line for line in [*draft.lines, *([draft.heading] if draft.heading else [])] if ledger.is_open(line)))
        first = draft.heading or draft.lines[0]
        claims = [
            Claim(
                metric=claim.metric,
                year=claim.year,
                value_yuan=claim.value_yuan,
                value=None if claim.value_yuan is not None else claim.value,
                unit=claim.unit,
                direction=claim.direction,
                text=claim.text,
                source=_line_of(claim.text, draft.lines) or first.source,
            )
            for claim in find_claims(draft.text, year=year)
        ]
        heading = draft.heading.text if draft.heading else None
        places = {"text": draft.places} if draft.lines else {}
        sections.append(Section(heading=heading, level=draft.level, text=draft.text, claims=claims, source=first.source, sources=places))
    return sections


def _line_of(text: str, lines: Sequence[Paragraph]) -> SourceRef | None:
    return next((line.source for line in lines if text in line.text), None)


def _personal_data(projects: Sequence[Project], ledger: Ledger) -> list[PersonalData]:
    found = {(kind, place) for place, text in ledger.texts() for kind in find_personal(text)}
    for item in projects:
        for label in ("负责人", "经办人", "联系人", "财务负责人", EVALUATORS):
            if (item.contacts or {}).get(label):
                found.update(("person_name", place) for place in item.sources.get(f"contacts.{label}", []))
        if phone := (item.contacts or {}).get("联系电话"):
            kind = "mobile" if phone.startswith("1") else "landline"
            found.update((kind, place) for place in item.sources.get("contacts.联系电话", []))
    ordered = sorted(found, key=lambda item: (ledger.rank(item[1]), item[0]))
    return [PersonalData(kind=kind, source=place) for kind, place in ordered]


def _cover(opened: OpenedDocument) -> str:
    """The first lines of a document."""
    return "".join(block.text for block in opened.blocks[:_COVER] if isinstance(block, Paragraph))


def _printed(opened: OpenedDocument) -> Iterator[tuple[SourceRef, str]]:
    """Place and text of everything that prints something."""
    for block in opened.blocks:
        if not isinstance(block, Paragraph):
            yield from ((cell.source, cell.text) for cell in block.cells())
        elif block.text:
            yield block.source, block.text


def _taken(items: list[T]) -> Iterator[T]:
    """The items in their order, each taken out of the list: what has been made of it replaces it."""
    items.reverse()
    while items:
        yield items.pop()
