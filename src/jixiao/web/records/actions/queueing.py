"""A folder of files becomes a queue: sent in at once, each one read by the worker, its projects given to their agencies (导入队列)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django_tasks import task

from jixiao.declaring import Draft, candidates, examine
from jixiao.declaring.candidates import Candidate, whole_candidates
from jixiao.declaring.confirming import content_of, corrected, doubtful_paths, remarks_of
from jixiao.model import Document
from jixiao.packs import WHOLE
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, actor_of, system
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.importing import reading_of, store
from jixiao.web.records.actions.wholes import WHOLE_NAME
from jixiao.web.records.agency_matching import Match, match
from jixiao.web.records.models import (
    Agency,
    AgencyYear,
    Decision,
    ImportBatch,
    ImportedProject,
    QueuedFile,
    QueuedProject,
    QueueState,
    Subject,
)
from jixiao.web.records.models.queue import NATIONAL
from jixiao.web.records.prefilling import prefilled
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.why import Why, told_why, why, why_unread

MOST = 200
"""Files of one batch."""
_OF_COMPUTERS = re.compile(r"(^|/)(\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini|__MACOSX/.*)$", re.IGNORECASE)
_LONGEST = 400


def send(fiscal_year: int, files: Iterable[tuple[str, bytes]], *, actor: Actor, agency: Agency | None = None) -> ImportBatch:
    """Take files in that were chosen together; each is read by the worker, and one that cannot be read keeps no other from it.

    The same content is one document: what is in a queue already is named and not read again, unless it could not be read before.

    Args:
        fiscal_year: for which is declared.
        files: name with its folders, and bytes.
        actor: who.
        agency: of all of them; otherwise each is given to the agency that it names.

    Raises:
        RefusedError: the actor declares for no agency, or not for that one; the year is not open; there are no files, or too many.
    """
    given = [(_named(name), content) for name, content in files]
    kept = [(name, content) for name, content in given if not _OF_COMPUTERS.search(name)]
    _check(fiscal_year, agency, actor)
    if not kept:
        raise RefusedError("web_queue.no_files")
    if len(kept) > MOST:
        raise RefusedError("web_queue.too_many", count=len(kept), most=MOST)
    try:
        return _kept(fiscal_year, agency, given, kept, actor)
    except IntegrityError:  # the same files were sent at the same moment: they are there now
        return _kept(fiscal_year, agency, given, kept, actor)


@transaction.atomic
def _kept(fiscal_year: int, agency: Agency | None, given: Sequence[Any], kept: Sequence[tuple[str, bytes]], actor: Actor) -> ImportBatch:
    chosen = {name for name, _ in kept}
    left_out = [name for name, _ in given if name not in chosen]
    batch = ImportBatch.objects.create(fiscal_year=fiscal_year, agency=agency, by=actor.somebody, at=clock.now(), left_out=left_out)
    told: list[dict[str, Any]] = []
    seen = QueuedFile.objects.visible_to(actor.scope).filter(fiscal_year=fiscal_year)
    for number, (name, content) in enumerate(kept, 1):
        own = QueuedFile(batch=batch, number=number, by=actor.somebody, fiscal_year=fiscal_year, name=name)
        if (refusal := _refused(name, content)) is not None:
            own.state, own.errors = QueueState.FAILED, refusal
            own.save(force_insert=True)
            told.append({"name": name, "size": len(content), "refused": True})
            continue
        own.file = store(content)
        if (same := seen.filter(file=own.file).only("pk").first()) is not None:
            batch.repeated.append({"name": name, "file": str(same.pk)})
            if seen.filter(pk=same.pk, state=QueueState.FAILED).update(state=QueueState.WAITING, errors={}):
                read_queued.enqueue(str(same.pk))  # whoever sends it again wants it tried again
            continue
        own.save(force_insert=True)
        told.append({"name": name, "sha256": own.file_id})
        read_queued.enqueue(str(own.pk))  # a row of the same transaction: a crash loses both or neither
    batch.save(update_fields=["repeated"])
    data = {"fiscal_year": fiscal_year, "files": told, "repeated": len(batch.repeated), "left_out": len(left_out)}
    record(actor, "import.queue", role="clerk", agency_id=agency.pk if agency else None, object=f"batch:{batch.pk}", data=data)
    return batch


def _check(fiscal_year: int, agency: Agency | None, actor: Actor) -> None:
    places = actor.scope.agencies_of("clerk")
    if not places:
        raise RefusedError("web_queue.declares_for_none")
    if agency is not None and agency.pk not in places:
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    if not years_of(actor, fiscal_year):
        raise RefusedError("web_queue.no_open_year", year=fiscal_year)


def _named(name: str) -> str:
    """A name with its folders, as a path that leads nowhere else."""
    parts = [part for part in name.replace("\\", "/").replace("\x00", "").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[-_LONGEST:] or "document"


def _refused(name: str, content: bytes) -> Why | None:
    short = name.rsplit("/", 1)[-1]
    if not content:
        return why("web_importing.empty_file", name=short)
    if len(content) > settings.UPLOAD_LIMIT:
        return why("web_importing.too_large", name=short, limit=settings.UPLOAD_LIMIT // 2**20)
    return None


def years_of(actor: Actor, fiscal_year: int) -> list[AgencyYear]:
    """The agencies for which the actor may declare in a year that is open, by code."""
    own = AgencyYear.objects.filter(agency_id__in=actor.scope.agencies_of("clerk"), fiscal_year=fiscal_year, is_open=True)
    return list(own.select_related("agency").prefetch_related("agency__years").order_by("agency__code"))


@task()
def read_queued(pk: str) -> None:
    """Read a file of a queue; once, however often it is asked."""
    found = QueuedFile.objects.select_related("file", "batch__by", "batch__agency").get(pk=pk)
    if found.state != QueueState.WAITING or found.file is None:
        return
    try:
        keep(pk, *_read(found))
    except DatabaseError:  # it is tried again
        raise
    except Exception:  # a fault of ours: nobody waits for ever, and the log has it
        keep(pk, None, why("web_queue.fault"), [])
        raise


def _read(found: QueuedFile) -> tuple[dict[str, Any] | None, Why, list[QueuedProject]]:
    """The reading of a file, why there is none, and its projects."""
    assert found.file is not None  # noqa: S101 - what is read was stored
    reading, error = reading_of(found.short_name, bytes(found.file.content))
    if reading is None:
        return None, error, []
    document = Document.model_validate(reading)
    made = _projects(found, document)
    return reading, {} if made else _nothing(document), made


def _nothing(document: Document) -> Why:
    """Why there is no project in a file, and what to do: that of the reading, where it says so."""
    return next((why_unread(problem) for problem in document.problems), why("web_importing.no_projects"))


def _projects(found: QueuedFile, document: Document) -> list[QueuedProject]:
    """The projects and whole departments of a document, each with its agency and with what is doubtful in it."""
    years = years_of(actor_of(found.batch.by), found.fiscal_year)
    own = {year.agency_id: year for year in years}
    made = []
    kinds = [Subject.PROJECT] * len(document.projects) + [Subject.WHOLE_DEPARTMENT] * len(document.whole_department)
    for number, (project, kind) in enumerate(zip([*document.projects, *document.whole_department], kinds, strict=True), 1):
        names = [project.unit] if project.unit else [document.publisher] if document.publisher else [project.department]
        if kind == Subject.WHOLE_DEPARTMENT:
            names = [project.department or project.unit or document.publisher]
        if found.batch.agency_id in own:
            matched = Match(found.batch.agency_id, "chosen")
        else:
            matched = match([project.unit_code], names, found.name, years)
        said = next((name for name in names if name), "") or ""
        name = project.name or (WHOLE_NAME.format(agency=said) if kind == Subject.WHOLE_DEPARTMENT else "")
        told = {"name": name[:255], "said": said[:255], "agency_id": matched[0], "matched_by": matched[1]}
        made.append(QueuedProject(document=found, number=number, kind=kind, **told))
    packs = {each.number: each.pack_id(own[each.agency_id].pack if each.agency_id else NATIONAL) for each in made}
    offered = {pack: offered_of(document, pack) for pack in set(packs.values())}
    for each in made:
        each.content = content_of(offered[packs[each.number]][each.number])
        look(each, own.get(each.agency_id), packs[each.number])
    return made


def offered_of(document: Document, pack_id: str) -> dict[int, Candidate]:
    """What a pack has a form for in a document, by number: its projects, or its whole departments."""
    pack = declarations.pack_of(pack_id)
    found = whole_candidates(document, pack) if pack_id.endswith(WHOLE) else candidates(document, pack)
    return {each.number: each for each in found}


def look(own: QueuedProject, year: AgencyYear | None, pack_id: str) -> None:
    """Say anew what is doubtful in a project with what a person put there; nothing is saved, and nothing is locked meanwhile."""
    pack = declarations.pack_of(pack_id)
    draft = corrected(Draft.from_plain(own.plain()), own.corrections)
    if year is not None:
        draft = prefilled(draft, year, pack)
    examined = examine(draft, pack, agency=year.name if year else own.said or None, fiscal_year=own.document.fiscal_year)
    own.remarks = remarks_of(own.content["doubts"], examined, own.corrections)
    paths = doubtful_paths(own.content, own.remarks)
    own.doubtful = [*own.doubtful, *(path for path in paths if path not in own.doubtful)]


@transaction.atomic
def keep(pk: Any, reading: dict[str, Any] | None, errors: Why, made: Sequence[QueuedProject]) -> None:
    """Keep what was read in a file, unless it is there already."""
    own = QueuedFile.objects.select_for_update(of=("self",)).get(pk=pk)
    if own.state != QueueState.WAITING:
        return
    own.reading, own.errors, own.read_at = reading, errors, clock.now()
    year = (reading or {}).get("fiscal_year")
    own.said_year = year if isinstance(year, int) and 1990 <= year <= 2200 else None
    own.state = QueueState.FAILED if errors else QueueState.READY
    for each in made:
        each.document = own
    recognise(own, made)
    QueuedProject.objects.bulk_create(made)
    count(own, made)
    own.save()
    data = {"error": told_why(errors, "zh"), "projects": len(made), "matched": sum(1 for each in made if each.agency_id)}
    record(system(), "import.queue_read", object=f"queued:{pk}", result="refused" if errors else "done", data=data)


def recognise(own: QueuedFile, projects: Sequence[QueuedProject]) -> None:
    """Mark what somebody made a declaration of before, from the same file for the same agency and year; nothing is saved."""
    there = ImportedProject.objects.filter(document__file_id=own.file_id, document__fiscal_year=own.fiscal_year)
    known = {(each.document.agency_id, each.number): each for each in there.select_related("document", "declaration")}
    for each in projects:
        made = known.get((each.agency_id, each.number))
        if made is not None and each.is_open:
            each.state, each.declaration = Decision.CONFIRMED, made.declaration
            each.decided_by_id, each.decided_at = made.declaration.created_by_id, made.declaration.created_at


def count(own: QueuedFile, projects: Iterable[QueuedProject]) -> None:
    """Put into a file what lists show of its projects, and whose it is; nothing is saved."""
    all_ = list(projects)
    own.projects_found = len(all_)
    own.confirmed = sum(1 for each in all_ if each.state == Decision.CONFIRMED)
    own.skipped = sum(1 for each in all_ if each.state == Decision.SKIPPED)
    own.doubtful = sum(len(each.doubtful) for each in all_)
    own.settled = sum(each.looked_at for each in all_)
    agencies = {each.agency_id for each in all_}
    own.agency_id = next(iter(agencies)) if len(agencies) == 1 else None
    if own.state != QueueState.FAILED:
        decided = own.confirmed + own.skipped
        own.state = QueueState.DONE if decided == len(all_) else QueueState.PARTIAL if decided else QueueState.READY
