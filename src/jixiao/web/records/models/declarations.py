"""Declarations: what a unit declares of a project, frozen at each move (绩效目标申报)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from jixiao.web.records.models.agencies import Agency
from jixiao.web.records.models.kept import Kept, KeptQuerySet
from jixiao.web.records.models.people import Person
from jixiao.web.records.models.projects import Project
from jixiao.web.records.scope import Scope, ScopedManager, ScopedQuerySet


class Stage(models.TextChoices):
    """Stages of the workflow (状态); their names stand in ``workflow/declaration.toml``."""

    DRAFT = "draft"
    RETURNED = "returned"
    UNIT_REVIEW = "unit_review"
    DEPARTMENT_REVIEW = "department_review"
    FINANCE_REVIEW = "finance_review"
    PERFORMANCE_REVIEW = "performance_review"
    APPROVED = "approved"
    RATIFIED = "ratified"
    DISCARDED = "discarded"


class Subject(models.TextChoices):
    """Whose targets a declaration is about (申报对象)."""

    PROJECT = "project"
    WHOLE_DEPARTMENT = "whole_department"


_LOOKED_AT = ("submitted_at", "name", "code")
_NARROWED = ("fiscal_year", "submitted_at")
"""What lists are narrowed by besides: it stands in the index, so that the rows that are passed over are not read."""


class Declaration(models.Model):
    """What an agency declares for a fiscal year with its money and its targets (绩效目标申报表): a project, or the whole department."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="declarations")
    department = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    finance = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    agency_name = models.CharField(max_length=128)
    """As it is called in the fiscal year."""
    kind = models.CharField(max_length=16, choices=Subject.choices, default=Subject.PROJECT)
    pack = models.CharField(max_length=80)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    """Counts every change: who changes it says which one was seen."""

    name = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=64, blank=True)
    annual_yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    indicators = models.PositiveSmallIntegerField(default=0)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    comments_open = models.PositiveSmallIntegerField(default=0)
    risk = models.PositiveIntegerField(default=0)
    """What was found when it was submitted last, weighted by its money (:func:`jixiao.declaring.risk_of`)."""
    grade = models.CharField(max_length=9, blank=True)
    """What the last review of this round came to (审核结果), as the workflow calls it; empty where nobody said."""

    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    stage_since = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_by_stage = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    """When whoever has it was reminded last since it came there (催办)."""
    ratified_number = models.CharField(max_length=64, blank=True)
    """Number of the approval document (批复文号)."""
    ratified_on = models.DateField(null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="declarations")
    """What it is the declaration of; none as long as it says neither name nor code, and was not submitted."""
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    """What it began with: a declaration of another year, or an example."""

    levels = models.JSONField()
    """Levels of review of the pack when it was made: a list of stages."""
    draft = models.JSONField()
    """What was typed, as it was typed (:class:`jixiao.declaring.Draft`). It is the last column, because it is
    long, and SQLite reads a row from its beginning."""

    shown_version = 0
    """Number of the frozen version that is shown in place of what the unit types (:mod:`jixiao.web.records.showing`)."""
    shown_at: datetime

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency", "stage", "-stage_since", "id"], name="declaration_own"),
            models.Index(fields=["agency", "-stage_since", "id"], name="declaration_own_all"),
            models.Index(fields=["department", "stage", "-stage_since", "id", *_LOOKED_AT], name="declaration_department"),
            models.Index(fields=["department", "-stage_since", "id"], name="declaration_department_all"),
            models.Index(fields=["finance", "stage", "-stage_since", "id", *_LOOKED_AT], name="declaration_finance"),
            models.Index(fields=["finance", "-stage_since", "id"], name="declaration_finance_all"),
            models.Index(fields=["finance", "stage", "due_on", "id", *_NARROWED], name="declaration_finance_due"),
            models.Index(fields=["finance", "stage", "-annual_yuan", "id", *_NARROWED], name="declaration_finance_money"),
            models.Index(fields=["finance", "stage", "-errors", "id", *_NARROWED], name="declaration_finance_errors"),
            models.Index(fields=["finance", "stage", "-risk", "id", *_NARROWED], name="declaration_finance_risk"),
            models.Index(
                fields=["finance", "returned_by_stage", "stage", "-stage_since", "id", "submitted_at"], name="declaration_finance_returned"
            ),
            models.Index(fields=["finance", "fiscal_year", "stage", "-stage_since", "id", "submitted_at"], name="declaration_finance_year"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.id)

    @staticmethod
    def visible(scope: Scope) -> Q:
        """What the person of ``scope`` may see."""
        return scope.declarations()

    def get_absolute_url(self) -> str:
        """The page where it is read."""
        return reverse("sheet", args=[self.pk])

    @property
    def chain(self) -> str:
        """The chain of its events."""
        return f"declaration:{self.id}"

    @property
    def is_whole_department(self) -> bool:
        """It says the targets of a whole department, and is of no project."""
        return self.kind == Subject.WHOLE_DEPARTMENT

    @property
    def is_editable(self) -> bool:
        """The unit may change it."""
        return self.stage in (Stage.DRAFT, Stage.RETURNED)


class OfDeclaration(models.Model):
    """What belongs to a declaration is seen by whoever may see it."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="%(class)ss")
    objects = ScopedManager()

    class Meta:
        abstract = True

    @staticmethod
    def visible(scope: Scope) -> Q:
        """What the person of ``scope`` may see."""
        return Q(declaration__in=Declaration.objects.visible_to(scope).values("pk"))


class KeptVersions(KeptQuerySet, ScopedQuerySet):
    """Versions are narrowed to what may be seen, and written once."""


class Version(Kept, OfDeclaration):
    """A declaration as it was at a move, frozen as canonical JSON (版本)."""

    number = models.PositiveIntegerField()
    move = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64)
    content = models.TextField()
    """Canonical JSON of :func:`jixiao.declaring.snapshot`; its SHA-256 in UTF-8 is ``sha256``."""
    at = models.DateTimeField()

    objects = ScopedManager.from_queryset(KeptVersions)()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["declaration", "number"], name="version_once")]


class Comment(OfDeclaration):
    """What a reviewer says of a field, and whether it is settled (批注)."""

    path = models.CharField(max_length=160, blank=True)
    """Field of the draft; empty for the declaration as a whole."""
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Involvement(models.Model):
    """Who had a declaration on the desk (曾经办): found by the person, newest first."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="involvements")
    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="involvements")
    at = models.DateTimeField()
    made = models.BooleanField(default=False)
    """Wrote or submitted it: may not decide about it."""
    decided_stage = models.CharField(max_length=20, blank=True)
    """The level at which the person decided in this round of review; another level is closed to the same person."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "declaration"], name="involved_once")]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="involved_latest")]


class Assignment(models.Model):
    """A declaration that a third party was given to read (委托): nothing else is seen."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="assignments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    valid_until = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "declaration"], name="assigned_once")]


def empty_draft() -> dict[str, Any]:
    """Nothing typed yet."""
    return {"fields": {}, "indicators": [], "explanations": {}}
