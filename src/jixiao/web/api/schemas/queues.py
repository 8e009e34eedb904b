"""Queues of files that wait to become declarations, and what is said of each project (导入队列)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.shapes import FieldFault, Path, Sent, Typed

Seen = Annotated[int, Field(ge=1, le=1_000_000, description="`revision` of the project as it was seen · 所见版本")]
Number = Annotated[int, Field(ge=1, le=99_999)]


class Repeated(Schema):
    """A file whose content is in a queue already (重复文件)."""

    name: str
    file: UUID


class QueuedFileOut(Schema):
    """A file of a queue and how far it is (队列文件)."""

    id: UUID
    batch: UUID = Field(alias="batch_id")
    number: int
    name: str
    sha256: str | None = Field(alias="file_id")
    state: Literal["waiting", "ready", "partial", "done", "failed"]
    error: str
    agency_id: UUID | None = Field(description="none where its projects belong to several, or nobody knows yet · 单位")
    fiscal_year: int
    projects: int = Field(alias="projects_found")
    confirmed: int
    skipped: int
    doubtful: int
    settled: int


class BatchRow(Schema):
    """Files that were sent in together (导入批次)."""

    id: UUID
    fiscal_year: int
    agency_id: UUID | None
    by: str = Field(alias="by.name")
    at: datetime
    left_out: list[str]
    repeated: list[Repeated]


class BatchOut(BatchRow):
    """A batch and its files (导入批次)."""

    files: list[QueuedFileOut]


class QueuedField(Schema):
    """A field of a project at the confirming desk (待确认的一栏)."""

    path: str
    label: str
    text: str = Field(description="as it stands now · 现文")
    read: str = Field(description="as it was read · 读到的")
    where: str
    state: Literal["", "open", "accepted", "corrected"]
    can_be_typed: bool = Field(alias="is_open")


class QueuedProjectOut(Schema):
    """A project of a file, what is doubtful in it, and what became of it (待确认项目)."""

    number: int
    kind: Literal["project", "whole_department"] = Field(description="项目、部门整体")
    name: str
    agency_id: UUID | None
    said: str = Field(description="the unit that the file names · 文件所写单位")
    matched_by: Literal["", "code", "name", "file", "only", "chosen", "hand"]
    state: Literal["open", "confirmed", "skipped"]
    declaration: UUID | None = Field(alias="declaration_id")
    revision: int
    doubtful: list[str] = Field(description="paths to be looked at · 存疑")
    settled: dict[str, str | None] = Field(description="path to what was put there, null where it was accepted · 已核对")
    remarks: list[FieldFault]
    fields: list[QueuedField]
    left_out: list[str]


class QueuedFilePage(QueuedFileOut):
    """A file and its projects (待确认文件)."""

    found: list[QueuedProjectOut]


class AgencyOfFile(Sent):
    """The agency that a file belongs to, or one project of it (指定单位)."""

    agency_id: UUID
    number: Number | None = None


class FieldIn(Sent):
    """A field is right as it was read, or another text is put there (核对)."""

    path: Path
    text: Typed | None = None
    seen: Seen


class DecideIn(Sent):
    """A decision about a project as it was seen (确认、跳过)."""

    seen: Seen
    unseen: bool = Field(False, description="take doubtful fields that nobody looked at as they were read · 未看的照读到的确认")


class Made(Schema):
    """The declaration of a project (确认结果)."""

    declaration: UUID
    is_new: bool = Field(description="false where the same project of the same file was imported before · 是否新建")


class PreviewOut(Schema):
    """A file of a declaration as it can be looked at (附件查看)."""

    kind: Literal["pages", "picture", "rows"]
    parts: int
    part: int
    rows: list[list[str]] = Field(description="texts of each row of the part · 各行文字")


def plain(own: Any) -> dict[str, Any]:
    """A record as its columns, for a schema that adds to them."""
    return {field.attname: getattr(own, field.attname) for field in own._meta.concrete_fields if field.attname in own.__dict__}
