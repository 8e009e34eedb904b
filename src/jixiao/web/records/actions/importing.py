"""Documents that are sent in to be read, and what they become: declarations (导入)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from jixiao import pipeline
from jixiao.declaring import candidates
from jixiao.documents.limits import Limits
from jixiao.errors import CallerError
from jixiao.model import Document
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, system
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Agency, AgencyYear, Declaration, Import, ImportedProject, ImportState, StoredFile
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.why import Why, told_why, why_of


def receive(agency: Agency, fiscal_year: int, name: str, content: bytes, *, actor: Actor) -> Import:
    """Take a document in; it is read by the worker. The same file for the same agency and year is one import (T25).

    Raises:
        RefusedError: the actor does not declare for the agency, or the file is empty or too large.
    """
    if agency.pk not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    year = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    if year is None or not year.is_open:
        raise RefusedError("web.refused.year_closed", agency=agency.name, year=fiscal_year)
    if not content:
        raise RefusedError("web_importing.empty_file", name=name)
    if len(content) > settings.UPLOAD_LIMIT:
        raise RefusedError("web_importing.too_large", name=name, limit=settings.UPLOAD_LIMIT // 2**20)
    with transaction.atomic():
        file = store(content)
        found, is_new = Import.objects.visible_to(actor.scope).get_or_create(
            agency=agency, fiscal_year=fiscal_year, file=file, defaults={"name": name[:255], "by": actor.person, "at": clock.now()}
        )
        if is_new:
            data = {"name": name[:255], "sha256": file.pk, "agency": agency.code, "fiscal_year": fiscal_year}
            record(actor, "import.receive", role="clerk", agency_id=agency.pk, object=f"import:{found.pk}", after=file.pk, data=data)
            read_import.enqueue(str(found.pk))  # a row of the same transaction: a crash loses both or neither
    return found


def store(content: bytes) -> StoredFile:
    """The bytes of a file in the database, once for each content."""
    digest = hashlib.sha256(content).hexdigest()
    StoredFile.objects.bulk_create([StoredFile(sha256=digest, size=len(content), content=content)], ignore_conflicts=True)
    return StoredFile.objects.defer("content").get(pk=digest)


@task()
def read_import(pk: str) -> None:
    """Read a document that was sent in; once, however often it is asked."""
    found = Import.objects.select_related("file").get(pk=pk)
    if found.state == ImportState.WAITING:
        keep_reading(pk, *reading_of(found.name, bytes(found.file.content)))


@transaction.atomic
def keep_reading(pk: Any, reading: dict[str, Any] | None, why: Why) -> None:
    """Keep what was read in a document, unless it is there already."""
    own = Import.objects.select_for_update().get(pk=pk)
    if own.state != ImportState.WAITING:
        return
    own.state = ImportState.FAILED if reading is None else ImportState.READ
    own.reading, own.why = reading, why
    own.save(update_fields=["state", "reading", "why"])
    data = {"error": told_why(why, "zh")}
    record(system(), "import.read", object=f"import:{pk}", result="refused" if reading is None else "done", data=data)


def reading_of(name: str, content: bytes) -> tuple[dict[str, Any] | None, Why]:
    """Read the bytes of a document in a child process.

    Returns:
        JSON of the reading, or ``None`` and why it could not be read.
    """
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        path = Path(folder) / f"document{Path(name).suffix[:12]}"
        path.write_bytes(content)
        try:
            document = pipeline.read(path, name=name, limits=Limits())
        except CallerError as error:
            return None, why_of(error)
    return document.model_dump(mode="json"), {}


def document_of(found: Import) -> Document:
    """The reading of an import."""
    return Document.model_validate(found.reading)


def take_over(pk: Any, numbers: Sequence[int], *, actor: Actor) -> list[Declaration]:
    """Make a declaration of each of some projects that were read, all of them or none (确认导入).

    Args:
        pk: id of the import.
        numbers: of the projects in the document, from 1.
        actor: who confirms.

    Raises:
        Import.DoesNotExist: there is none that the actor may see.
        RefusedError: a project was taken over before, or is not there.
    """
    with transaction.atomic():
        found = Import.objects.visible_to(actor.scope).select_for_update(of=("self",)).get(pk=pk)
        if found.state != ImportState.READ:
            raise RefusedError("web_importing.not_read", name=found.name)
        year = AgencyYear.objects.get(agency_id=found.agency_id, fiscal_year=found.fiscal_year)
        offered = {candidate.number: candidate for candidate in candidates(document_of(found), declarations.pack_of(year.pack))}
        taken = dict(found.projects.values_list("number", "declaration_id"))
        made = []
        for number in dict.fromkeys(numbers):
            if number not in offered:
                raise RefusedError("web_importing.no_project", number=number, name=found.name)
            if number in taken:
                raise RefusedError("web_importing.taken_before", number=number, name=found.name)
            data = {"import": str(found.pk), "file": found.name, "sha256": found.file_id, "number": number}
            declaration = declarations.create(found.agency, found.fiscal_year, offered[number].draft, actor=actor, data=data)
            ImportedProject.objects.create(document=found, number=number, declaration=declaration)
            made.append(declaration)
        if not made:
            raise RefusedError("web_importing.none_chosen")
        return made
