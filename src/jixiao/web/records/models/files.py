"""Files: attachments of declarations, and documents that are imported.

They lie in the database, so that a transaction and a backup hold them whole.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jixiao.web.records.models.agencies import Agency
from jixiao.web.records.models.declarations import Declaration, OfDeclaration
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import Scope, ScopedManager
from jixiao.web.records.why import told_why


class StoredFile(models.Model):
    """The bytes of a file, once for each content (文件)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField()


class Attachment(OfDeclaration):
    """A file that belongs to a declaration (附件)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=128)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["at"]


class ImportState(models.TextChoices):
    """How far the reading of a document is."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class Import(models.Model):
    """A document that was sent in to be read, and what was read in it (导入)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.WAITING)
    reading = models.JSONField(null=True)
    """JSON of the reading by the contract."""
    why = models.JSONField(default=dict)
    """Why it could not be read: :mod:`jixiao.web.records.why`."""

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "fiscal_year", "file"], name="imported_once")]

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Imports of the units for which the person declares."""
        return Q(agency_id__in=scope.agencies_of("clerk"))

    @property
    def error(self) -> str:
        """Why it could not be read, in the language in force; empty where it was."""
        return told_why(self.why)


class ImportedProject(models.Model):
    """Which project of a document became which declaration: none becomes two (导入项目)."""

    document = models.ForeignKey(Import, models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField()
    declaration = models.OneToOneField(Declaration, models.PROTECT, related_name="imported_as")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="project_imported_once")]
