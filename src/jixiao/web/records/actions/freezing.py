"""A declaration as it was at a move, kept for ever (版本冻结)."""

from __future__ import annotations

from jixiao.chain import canonical_json, sha256_of
from jixiao.declaring import Draft, snapshot, to_project
from jixiao.web.records import clock
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.assessments import assessment_of
from jixiao.web.records.models import Declaration, Version


def freeze(declaration: Declaration, move: str, number: int) -> Version:
    """Keep a declaration as it is at a move, as canonical JSON with its digest."""
    draft = Draft.from_plain(declaration.draft)
    pack = pack_of(declaration.pack)
    typed = to_project(draft, pack, agency=declaration.agency_name, fiscal_year=declaration.fiscal_year)
    identity = {
        "declaration": str(declaration.pk),
        "agency_code": declaration.agency.code,
        "agency": declaration.agency_name,
        "fiscal_year": declaration.fiscal_year,
        "pack": declaration.pack,
        "pack_sha256": pack.digest,
        "stage": declaration.stage,
        "version": number,
    }
    attachments = [{"name": file.name, "sha256": file.file_id} for file in declaration.attachments.filter(removed_at__isnull=True)]
    assessment = assessment_of(declaration)
    told = None if assessment is None else assessment.plain()
    content = canonical_json(snapshot(draft, typed, identity, attachments=attachments, assessment=told))
    return Version.objects.create(
        declaration=declaration, number=number, move=move, sha256=sha256_of(content), content=content.decode(), at=clock.now()
    )
