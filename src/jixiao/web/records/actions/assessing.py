"""Write the ex-ante assessment of a declaration (填写事前绩效评估)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.chain import canonical_json, sha256_of
from jixiao.declaring.assessing import Assessment
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import involve, locked, step_for
from jixiao.web.records.assessments import asked_of, record_of
from jixiao.web.records.models import ExAnteAssessment
from jixiao.web.records.refusals import ConflictError, RefusedError


@transaction.atomic
def assess(pk: Any, assessment: Assessment, *, seen: int, actor: Actor) -> ExAnteAssessment:
    """Keep what was written of a project before it asks for money.

    It counts its own changes: whoever types into the form at the same time is not disturbed.

    Args:
        pk: of the declaration.
        assessment: as typed, finished or not.
        seen: the revision of the assessment that the person saw; 0 where there was none.
        actor: a clerk of the unit.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        MoveRefusedError: it is with a reviewer, or the actor does not write for the unit.
        ConflictError: somebody else changed it meanwhile.
        RefusedError: the jurisdiction has no such assessments, or a head names a file that the declaration has not.
    """
    declaration = locked(pk, actor)
    step = step_for(declaration, "save", actor)
    if asked_of(declaration) is None:
        raise RefusedError("web_assess.not_asked")
    kept = record_of(declaration)
    if (kept.revision if kept else 0) != seen:
        raise ConflictError(declaration)
    files = {str(file) for file in declaration.attachments.filter(removed_at__isnull=True).values_list("pk", flat=True)}
    if any(head.file and head.file not in files for head in assessment.heads.values()):
        raise RefusedError("web_assess.no_such_file")
    told = assessment.plain()
    before = _digest(kept.content) if kept else None
    if before == _digest(told) and kept is not None:
        return kept
    values = {"content": told, "revision": seen + 1, "by": actor.somebody, "at": clock.now()}
    made, _ = ExAnteAssessment.objects.reached().update_or_create(declaration=declaration, defaults=values)
    involve(declaration, actor, made=True)
    data = {"conclusion": assessment.conclusion, "points": "" if assessment.total is None else f"{assessment.total:f}"}
    place = {"chain": declaration.chain, "role": step.role, "agency_id": declaration.agency_id}
    record(actor, "declaration.assess", **place, before=before, after=_digest(told), data=data)
    return made


def _digest(content: dict[str, Any]) -> str:
    return sha256_of(canonical_json(content))
