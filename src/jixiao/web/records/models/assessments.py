"""What a unit finds of a new project before it asks for money (事前绩效评估)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.models.declarations import Declaration
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import Scope, ScopedManager


class ExAnteAssessment(models.Model):
    """The assessment of a declaration as it was written last; what was handed in is frozen with the version."""

    declaration = models.OneToOneField(Declaration, models.PROTECT, primary_key=True, related_name="assessment")
    content: Any = models.JSONField()
    """As :meth:`jixiao.declaring.assessing.Assessment.plain` gives it."""
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return str(self.declaration_id)

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of declarations that the person may see."""
        return Q(declaration__in=Declaration.objects.visible_to(scope).values("pk"))
