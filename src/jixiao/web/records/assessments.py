"""Ex-ante assessments: which declaration needs one, what it says, what it lacks (事前绩效评估)."""

from __future__ import annotations

import json

from jixiao.declaring import Draft, Fault
from jixiao.declaring.assessing import Assessment, assessment_faults
from jixiao.packs import ExAnte, load_pack
from jixiao.web.records.models import Adjustment, Declaration, ExAnteAssessment, Stage

_GOES_ON = ("经常", "延续")
"""Words in the attribute of a project (项目属性) that was there before."""


def asked_of(declaration: Declaration) -> ExAnte | None:
    """What the jurisdiction of a declaration asks of assessments; ``None`` where it has none."""
    return None if declaration.is_whole_department else load_pack(declaration.pack).ex_ante


def needs_assessment(declaration: Declaration) -> bool:
    """It is of a new project, with as much money of the year as the jurisdiction says, and adjusts nothing."""
    asked = asked_of(declaration)
    if asked is None or declaration.annual_yuan is None or declaration.annual_yuan < asked.threshold_yuan:
        return False
    if any(word in Draft.from_plain(declaration.draft).text("attribute") for word in _GOES_ON):
        return False
    return not (_was_there(declaration) or Adjustment.objects.reached().filter(pk=declaration.pk).exists())


def _was_there(declaration: Declaration) -> bool:
    """The project was declared for an earlier year."""
    earlier = Declaration.objects.reached().filter(project_id=declaration.project_id, fiscal_year__lt=declaration.fiscal_year)
    return declaration.project_id is not None and earlier.exclude(stage=Stage.DISCARDED).exists()


def assessment_of(declaration: Declaration) -> Assessment | None:
    """The assessment of a declaration, as the reader sees the declaration: now, or as it was frozen last; ``None`` where there is none."""
    if declaration.is_whole_department:
        return None
    if declaration.shown_version:
        content = declaration.versions.filter(number=declaration.shown_version).values_list("content", flat=True).first()
        told = json.loads(content or "{}").get("assessment")
        return None if told is None else Assessment.from_plain(told)
    kept = record_of(declaration)
    return None if kept is None else Assessment.from_plain(kept.content)


def record_of(declaration: Declaration) -> ExAnteAssessment | None:
    """The assessment as it is kept."""
    found: ExAnteAssessment | None = ExAnteAssessment.objects.reached().filter(pk=declaration.pk).select_related("by").first()
    return found


def lacking_of(declaration: Declaration) -> list[Fault]:
    """What the assessment of a declaration lacks: nothing where none is needed."""
    asked = asked_of(declaration)
    if asked is None or not needs_assessment(declaration):
        return []
    return list(assessment_faults(assessment_of(declaration), asked))
