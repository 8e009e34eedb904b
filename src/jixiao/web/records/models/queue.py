"""Files that wait to become declarations: a folder sent in at once, what was read in each, and what somebody said of it (导入队列).

Everything that a person does at the confirming desk lies here, so that nothing is lost with a window, a session or a machine.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jixiao.packs import WHOLE, load_pack
from jixiao.web.records import clock
from jixiao.web.records.models.agencies import Agency
from jixiao.web.records.models.declarations import Declaration, Subject
from jixiao.web.records.models.files import StoredFile
from jixiao.web.records.models.people import Person
from jixiao.web.records.scope import Scope, ScopedManager
from jixiao.web.records.why import told_why

NONE = Q(pk__in=[])
NATIONAL = "national"
"""The jurisdiction of what belongs to no agency yet."""


class QueueState(models.TextChoices):
    """How far a file of a queue is."""

    WAITING = "waiting"
    READY = "ready"
    PARTIAL = "partial"
    DONE = "done"
    FAILED = "failed"


class Decision(models.TextChoices):
    """What became of a project of a file."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    SKIPPED = "skipped"


class ImportBatch(models.Model):
    """Files that were sent in together (导入批次)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fiscal_year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    """For which all of them are, where somebody said so."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    left_out = models.JSONField(default=list)
    """Names of files that belong to a computer and not to a person: ``Thumbs.db``, ``~$a.docx``."""
    repeated = models.JSONField(default=list)
    """``name`` and ``file`` of what is in a queue already: the same content is one document."""

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["-at"]

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of the person, and those with a file of an agency for which the person declares."""
        if not (places := scope.agencies_of("clerk")):
            return NONE
        theirs = QueuedFile.objects.get_queryset().filter(agency_id__in=places)
        return Q(by_id=scope.person_id) | Q(pk__in=theirs.values("batch_id"))

    def get_absolute_url(self) -> str:
        """The list of its files."""
        return reverse("queue", args=[self.pk])


class QueuedFile(models.Model):
    """A file of a batch, read or not (队列文件)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    """Of all its projects; none where they belong to several, or where nobody knows yet."""
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """None where it was refused before it was stored."""
    name = models.CharField(max_length=400)
    """With the folders in which it lay."""
    state = models.CharField(max_length=8, choices=QueueState.choices, default=QueueState.WAITING)
    errors = models.JSONField(default=dict)
    """Why it could not be read and what to do: :mod:`jixiao.web.records.why`."""
    reading = models.JSONField(null=True)
    """JSON of the reading by the contract."""
    said_year = models.PositiveSmallIntegerField(null=True)
    """The year that the file prints."""
    read_at = models.DateTimeField(null=True)
    projects_found = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "fiscal_year", "file"], name="queued_once")]

    @staticmethod
    def visible(scope: Scope) -> Q:
        """Those of agencies for which the person declares; what belongs to none or to several is seen by who sent it."""
        if not (places := scope.agencies_of("clerk")):
            return NONE
        return Q(agency_id__in=places) | Q(by_id=scope.person_id, agency_id__isnull=True)

    def get_absolute_url(self) -> str:
        """The desk at which it is confirmed."""
        return reverse("queue_desk", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Something in it waits for a person."""
        return self.state in (QueueState.READY, QueueState.PARTIAL)

    @property
    def error(self) -> str:
        """Why it could not be read and what to do, in the language in force; empty where it was."""
        return told_why(self.errors)

    @property
    def decided(self) -> int:
        """Projects that were confirmed or left out."""
        return self.confirmed + self.skipped

    @property
    def short_name(self) -> str:
        """Without its folders."""
        return self.name.rsplit("/", 1)[-1]


class QueuedProject(models.Model):
    """A project of a file, with what is doubtful in it and what a person said of that (队列项目)."""

    document = models.ForeignKey(QueuedFile, models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Subject.choices, default=Subject.PROJECT)
    """What it becomes a declaration of."""
    name = models.CharField(max_length=255, blank=True)
    said = models.CharField(max_length=255, blank=True)
    """The unit that the file names."""
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    matched_by = models.CharField(max_length=8, blank=True)
    """Why this agency: ``code``, ``name``, ``file``, ``only``, ``chosen``, ``hand``."""
    content = models.JSONField(default=dict)
    """``draft`` as read, ``places`` by path, ``lines`` as the form shows them, ``left_out``."""
    remarks = models.JSONField(default=list)
    """What is doubtful: :mod:`jixiao.declaring.confirming`."""
    doubtful = models.JSONField(default=list)
    """Paths that are to be looked at, each once, in the order of the desk."""
    settled = models.JSONField(default=dict)
    """Path to the text that somebody put there; ``None`` where it was accepted as read."""
    state = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN)
    declaration = models.ForeignKey(Declaration, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="queued_project_once")]

    @property
    def is_whole_department(self) -> bool:
        """It says the targets of a whole department."""
        return self.kind == Subject.WHOLE_DEPARTMENT

    def pack_id(self, jurisdiction: str) -> str:
        """The pack whose form it is declared in; the national form of whole departments where the jurisdiction has none."""
        if not self.is_whole_department:
            return jurisdiction
        return (jurisdiction if load_pack(jurisdiction).whole_department else NATIONAL) + WHOLE

    @property
    def open_paths(self) -> list[str]:
        """Doubtful paths that nobody has looked at yet."""
        return [path for path in self.doubtful if path not in self.settled]

    @property
    def corrections(self) -> dict[str, str]:
        """What a person put in the place of what was read, by path."""
        return {path: typed for path, typed in self.settled.items() if typed is not None}

    @property
    def is_open(self) -> bool:
        """Nobody has decided about it."""
        return self.state == Decision.OPEN

    @property
    def looked_at(self) -> int:
        """How many of the doubtful paths somebody has looked at."""
        return len(self.doubtful) - len(self.open_paths)

    def plain(self) -> dict[str, Any]:
        """The draft as read."""
        return dict(self.content.get("draft", {}))
