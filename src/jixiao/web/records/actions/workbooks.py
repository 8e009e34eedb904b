"""Workbooks of declarations: all declarations of one or none, the same file once; lists that go out (导入工作簿、导出列表)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from jixiao.declaring.workbook_reading import RowError, read_workbook
from jixiao.documents.sniff import media_type_of
from jixiao.model import Document
from jixiao.model import FileSource as Source
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.importing import store
from jixiao.web.records.models import Agency, AgencyYear, Declaration, Import, ImportedProject, ImportState, Stage
from jixiao.web.records.refusals import RefusedError


class WorkbookError(RefusedError):
    """A workbook is not right, and nothing of it was imported (工作簿有误).

    Attributes:
        reasons: everything that is wrong, by sheet and cell.
    """

    def __init__(self, name: str, reasons: Sequence[RowError]) -> None:
        super().__init__("web_importing.workbook_wrong", name=name, count=len(reasons))
        self.reasons = tuple(reasons)


def open_year(agency: Agency, fiscal_year: int, *, actor: Actor) -> AgencyYear:
    """The year of an agency for which the actor may declare.

    Raises:
        RefusedError: the actor does not declare for it, or the year is not open.
    """
    if agency.pk not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    year = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    if year is None or not year.is_open:
        raise RefusedError("web.refused.year_closed", agency=agency.name, year=fiscal_year)
    return year


def import_workbook(agency: Agency, fiscal_year: int, name: str, content: bytes, *, actor: Actor) -> tuple[list[Declaration], bool]:
    """Make a declaration of each project of a workbook, all or none; the same file again gives those that were made (T25).

    It is read before anything is locked, which takes long.

    Returns:
        The declarations in the order of the workbook, and whether they were made now.

    Raises:
        RefusedError: the actor does not declare for the agency, the year is not open, or the file is empty or too large.
        WorkbookError: something in it is wrong; everything is told.
    """
    year = open_year(agency, fiscal_year, actor=actor)
    if not content:
        raise RefusedError("web_importing.empty_file", name=name)
    if len(content) > settings.UPLOAD_LIMIT:
        raise RefusedError("web_importing.too_large", name=name, limit=settings.UPLOAD_LIMIT // 2**20)
    digest = hashlib.sha256(content).hexdigest()
    if made := _made_of(agency, fiscal_year, digest, actor):
        return made, False
    read = read_workbook(content, declarations.pack_of(year.pack), agency=year.name, fiscal_year=fiscal_year)
    errors = [*read.errors, *_declared_before(agency, fiscal_year, [draft.text("name") for draft in read.drafts], actor)]
    if errors:
        raise WorkbookError(name, errors)
    with transaction.atomic():
        file = store(content)
        reading = Document(source=Source(file=name[:255], sha256=digest, media_type=media_type_of(content))).model_dump(mode="json")
        defaults = {"name": name[:255], "by": actor.person, "at": clock.now(), "state": ImportState.READ, "reading": reading}
        seen = Import.objects.visible_to(actor.scope)
        found, _ = seen.get_or_create(agency=agency, fiscal_year=fiscal_year, file=file, defaults=defaults)
        seen.select_for_update(of=("self",)).get(pk=found.pk)
        if made := _made_of(agency, fiscal_year, digest, actor):  # somebody else was quicker
            return made, False
        data = {"name": name[:255], "sha256": digest, "agency": agency.code, "fiscal_year": fiscal_year, "projects": len(read.drafts)}
        record(actor, "import.workbook", role="clerk", agency_id=agency.pk, object=f"import:{found.pk}", after=digest, data=data)
        for number, draft in enumerate(read.drafts, 1):
            told = {"import": str(found.pk), "file": name[:255], "sha256": digest, "number": number}
            one = declarations.create(agency, fiscal_year, draft, actor=actor, data=told)
            ImportedProject.objects.create(document=found, number=number, declaration=one)
            made.append(one)
    return made, True


def _made_of(agency: Agency, fiscal_year: int, digest: str, actor: Actor) -> list[Declaration]:
    """What was made of a file before."""
    own = Declaration.objects.visible_to(actor.scope).filter(imported_as__document__agency=agency)
    return list(
        own.filter(imported_as__document__fiscal_year=fiscal_year, imported_as__document__file_id=digest).order_by("imported_as__number")
    )


def _declared_before(agency: Agency, fiscal_year: int, names: Sequence[str], actor: Actor) -> list[RowError]:
    """Projects that the unit declares for the year already under the same name."""
    own = Declaration.objects.visible_to(actor.scope).filter(agency=agency, fiscal_year=fiscal_year, name__in=set(names))
    taken = sorted(set(own.exclude(stage=Stage.DISCARDED).values_list("name", flat=True)))
    twice = sorted({name for name in names if names.count(name) > 1})
    return [RowError("项目", "", "workbook.declared_before", {"name": name}) for name in taken] + [
        RowError("项目", "", "workbook.name_twice", {"name": name}) for name in twice
    ]
