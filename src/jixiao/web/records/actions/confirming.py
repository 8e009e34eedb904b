"""What a person does at the confirming desk: the agency, each doubtful field, and the project as a whole (导入确认)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jixiao.chain import sha256_of
from jixiao.declaring import Draft
from jixiao.declaring.confirming import content_of, corrected
from jixiao.model import Document
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.queueing import count, look, offered_of, recognise, years_of
from jixiao.web.records.actions.whole_department import may_begin_whole
from jixiao.web.records.models import (
    Agency,
    AgencyYear,
    Decision,
    Declaration,
    Import,
    ImportedProject,
    ImportState,
    QueuedFile,
    QueuedProject,
    QueueState,
)
from jixiao.web.records.models.queue import NATIONAL
from jixiao.web.records.refusals import RefusedError


class DecidedError(RefusedError):
    """Somebody else decided about the project, or changed it, since it was seen (版本冲突)."""


class NotLookedAtError(RefusedError):
    """Doubtful fields of a project were not looked at (存疑未核对)."""


@transaction.atomic
def assign(pk: Any, agency: Agency, *, actor: Actor, number: int | None = None) -> QueuedFile:
    """Give the projects of a file that nobody has decided about to an agency (指定单位).

    Args:
        pk: id of the file.
        agency: for which the actor declares.
        actor: who.
        number: of the one project that is meant; all of them by default.

    Raises:
        QueuedFile.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor does not declare for the agency, the year is not open, or nothing is left to be given.
    """
    entry = _locked(pk, actor)
    year = next((each for each in years_of(actor, entry.fiscal_year) if each.agency_id == agency.pk), None)
    if year is None:
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    all_ = list(entry.projects.select_for_update())
    meant = [each for each in all_ if each.is_open and number in (None, each.number)]
    if not meant:
        raise RefusedError("web_queue.nothing_open", name=entry.short_name)
    document = Document.model_validate(entry.reading)
    offered = {pack_id: offered_of(document, pack_id) for pack_id in {each.pack_id(year.pack) for each in meant}}
    for each in meant:
        each.document = entry
        each.agency_id, each.matched_by = agency.pk, "hand"
        pack_id = each.pack_id(year.pack)
        each.content = content_of(offered[pack_id][each.number])  # another form may ask for other fields
        each.doubtful = []
        look(each, year, pack_id)
    recognise(entry, meant)
    for each in meant:
        each.revision += 1
        each.save()
    told = {"agency": agency.code, "projects": [each.number for each in meant]}
    _counted(entry, all_)
    record(actor, "import.assign", role="clerk", agency_id=agency.pk, object=f"queued:{entry.pk}", data=told)
    return entry


def settle(pk: Any, number: int, path: str, typed: str | None, *, seen: int, actor: Actor) -> QueuedProject:
    """Say that a doubtful field is right as it was read, or put another text there (核对).

    What the rules say of the corrected draft is found before anything is locked; the revision shows that nothing changed since.

    Args:
        pk: id of the file.
        number: of the project.
        path: of the field.
        typed: the text; ``None`` where it is right as it was read.
        seen: the revision that the person saw.
        actor: who.

    Raises:
        QueuedFile.DoesNotExist, QueuedProject.DoesNotExist: there is none that the actor may see.
        DraftError: there is no such path, or the text cannot be kept.
        DecidedError: somebody else decided about it or changed it meanwhile.
    """
    entry = QueuedFile.objects.visible_to(actor.scope).get(pk=pk)
    before = _as_seen(entry.projects.get(number=number), seen)
    before.document = entry
    if path not in before.doubtful and path not in dict(before.content["lines"]):
        raise RefusedError("web_queue.no_such_field")
    if typed is not None and Draft.from_plain(before.plain()).text(path) == typed:
        typed = None
    before.settled = {**before.settled, path: typed}
    if typed is not None or path in before.corrections:
        year = _year(entry, before)
        look(before, year, before.pack_id(year.pack if year else NATIONAL))

    def change(own: QueuedProject) -> dict[str, Any]:
        own.settled, own.remarks, own.doubtful = before.settled, before.remarks, before.doubtful
        return {"path": path} | ({} if typed is None else {"sha256": sha256_of(typed.encode())})

    return _change(pk, number, change, "import.settle", seen=seen, actor=actor)


def skip(pk: Any, number: int, *, seen: int, actor: Actor) -> QueuedProject:
    """Leave a project out (跳过); it can be taken up again.

    Raises:
        DecidedError: somebody else decided about it or changed it meanwhile.
    """

    def change(own: QueuedProject) -> dict[str, Any]:
        own.state, own.decided_by, own.decided_at = Decision.SKIPPED, actor.somebody, clock.now()
        return {"name": own.name}

    return _change(pk, number, change, "import.skip", seen=seen, actor=actor)


def take_up(pk: Any, number: int, *, seen: int, actor: Actor) -> QueuedProject:
    """Take a project up again that was left out (恢复)."""

    def change(own: QueuedProject) -> dict[str, Any]:
        own.state, own.decided_by, own.decided_at = Decision.OPEN, None, None
        return {"name": own.name}

    return _change(pk, number, change, "import.take_up", seen=seen, actor=actor, was=Decision.SKIPPED)


@transaction.atomic
def confirm(pk: Any, number: int, *, seen: int, actor: Actor, unseen: bool = False) -> tuple[Declaration, bool]:
    """Make a declaration of a project with what was corrected in it (确认); the same project of the same file is one declaration.

    Args:
        pk: id of the file.
        number: of the project.
        seen: the revision that the person saw.
        actor: who.
        unseen: doubtful fields that nobody looked at are taken as they were read; the event names them.

    Returns:
        The declaration, and whether it was made now; it was not where somebody had imported the same file before.

    Raises:
        QueuedFile.DoesNotExist, QueuedProject.DoesNotExist: there is none that the actor may see.
        DecidedError: somebody else decided about it or changed it meanwhile.
        NotLookedAtError: doubtful fields were not looked at.
        RefusedError: it has no agency, the actor does not declare for it, the year is not open; or it is of a whole department, and the
            agency declares none here, or has one for the year.
    """
    entry = _locked(pk, actor)
    all_ = list(entry.projects.select_for_update())
    own = next((each for each in all_ if each.number == number), None)
    if own is None:
        raise QueuedProject.DoesNotExist
    _as_seen(own, seen)
    if own.agency_id is None:
        raise RefusedError("web_queue.no_agency", name=own.name)
    agency = Agency.objects.get(pk=own.agency_id)
    if agency.pk not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    if own.open_paths and not unseen:
        raise NotLookedAtError("web_queue.not_looked_at", count=len(own.open_paths))
    found = _import_of(entry, agency, actor)
    made_before = found.projects.filter(number=number).first()
    if made_before is None:
        draft = corrected(Draft.from_plain(own.plain()), own.corrections)
        told = {"import": str(found.pk), "file": entry.name, "sha256": entry.file_id, "number": number, "queued": str(entry.pk)}
        told |= {"corrected": sorted(own.corrections), "unseen": own.open_paths}
        if own.is_whole_department:
            _check_whole(agency, entry.fiscal_year, actor)
        declaration = declarations.create(agency, entry.fiscal_year, draft, actor=actor, data=told, kind=own.kind)
        ImportedProject.objects.create(document=found, number=number, declaration=declaration)
    else:
        declaration = Declaration.objects.reached().get(pk=made_before.declaration_id)
    own.state, own.declaration, own.decided_at = Decision.CONFIRMED, declaration, clock.now()
    own.decided_by = actor.person
    own.revision += 1
    own.save(update_fields=["state", "declaration", "decided_at", "decided_by", "revision"])
    _counted(entry, all_)
    if made_before is not None:
        told = {"number": number, "declaration": str(declaration.pk)}
        record(actor, "import.confirm_again", role="clerk", agency_id=agency.pk, object=f"queued:{entry.pk}", data=told)
    return declaration, made_before is None


def _check_whole(agency: Agency, fiscal_year: int, actor: Actor) -> None:
    """What stands against a declaration of the whole department is told at the desk, where it can be left out."""
    try:
        may_begin_whole(agency, fiscal_year, actor)
    except RefusedError as refusal:
        raise DecidedError(refusal.key, **refusal.values) from refusal


def _import_of(entry: QueuedFile, agency: Agency, actor: Actor) -> Import:
    """The import of the file for an agency, locked: it is the same one however the file came."""
    defaults = {"name": entry.short_name[-255:], "by": entry.by, "at": clock.now(), "state": ImportState.READ, "reading": entry.reading}
    seen = Import.objects.visible_to(actor.scope)
    found, is_new = seen.get_or_create(agency=agency, fiscal_year=entry.fiscal_year, file_id=entry.file_id, defaults=defaults)
    found = seen.select_for_update(of=("self",)).get(pk=found.pk)
    if found.state != ImportState.READ:
        found.state, found.reading, found.why = ImportState.READ, entry.reading, {}
        found.save(update_fields=["state", "reading", "why"])
    if is_new:
        data = {"name": found.name, "sha256": entry.file_id, "agency": agency.code, "fiscal_year": entry.fiscal_year}
        record(actor, "import.receive", role="clerk", agency_id=agency.pk, object=f"import:{found.pk}", after=entry.file_id, data=data)
    return found


@transaction.atomic
def _change(
    pk: Any,
    number: int,
    change: Callable[[QueuedProject], dict[str, Any]],
    action: str,
    *,
    seen: int,
    actor: Actor,
    was: str = Decision.OPEN,
) -> QueuedProject:
    """Change one project as it was seen, under a lock, with an event."""
    entry = _locked(pk, actor)
    all_ = list(entry.projects.select_for_update())
    own = next((each for each in all_ if each.number == number), None)
    if own is None:
        raise QueuedProject.DoesNotExist
    _as_seen(own, seen, was)
    told = change(own)
    own.revision += 1
    own.save()
    _counted(entry, all_)
    record(
        actor,
        action,
        role="clerk",
        agency_id=own.agency_id,
        object=f"queued:{entry.pk}",
        data={"number": number, "file": entry.name, **told},
    )
    return own


def _counted(entry: QueuedFile, projects: list[QueuedProject]) -> None:
    count(entry, projects)
    entry.save(update_fields=["projects_found", "confirmed", "skipped", "doubtful", "settled", "agency", "state"])


def _locked(pk: Any, actor: Actor) -> QueuedFile:
    entry: QueuedFile = QueuedFile.objects.visible_to(actor.scope).select_for_update(of=("self",)).get(pk=pk)
    if entry.state in (QueueState.WAITING, QueueState.FAILED):
        raise RefusedError("web_importing.not_read", name=entry.short_name)
    return entry


def _as_seen(own: QueuedProject, seen: int, was: str = Decision.OPEN) -> QueuedProject:
    """The project, where nobody decided about it and nobody changed it since it was seen.

    Raises:
        DecidedError: who did, and when.
    """
    if own.state != was and own.decided_by is not None:
        key = "web_queue.was_confirmed" if own.state == Decision.CONFIRMED else "web_queue.was_skipped"
        raise DecidedError(key, name=own.name, who=own.decided_by.name, at=told_at(own.decided_at))
    if own.state != was or own.revision != seen:
        raise DecidedError("web_queue.changed_meanwhile", name=own.name)
    return own


def told_at(at: datetime | None) -> str:
    """A time of day as messages tell it: ``11-28 09:14``."""
    return timezone.localtime(at).strftime("%m-%d %H:%M") if at else ""


def _year(entry: QueuedFile, own: QueuedProject) -> AgencyYear | None:
    if own.agency_id is None:
        return None
    return AgencyYear.objects.filter(agency_id=own.agency_id, fiscal_year=entry.fiscal_year).select_related("agency").first()
