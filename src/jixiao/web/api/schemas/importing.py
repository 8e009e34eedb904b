"""Documents that are sent in, and the projects in them (导入)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.shapes import FieldFault, Sent


class ImportOut(Schema):
    """A document that was sent in (导入)."""

    id: UUID
    name: str
    agency_id: UUID
    fiscal_year: int
    sha256: str = Field(alias="file_id")
    state: Literal["waiting", "read", "failed"]
    error: str
    at: datetime


class CandidateOut(Schema):
    """A project that was read in a document (识别结果)."""

    number: int
    name: str | None
    declaration: UUID | None
    doubts: list[FieldFault]
    left_out: list[str]
    draft: dict[str, Any]
    places: dict[str, list[str]] = Field(description="where each text stands in the document, by path · 原文位置")


class ImportPage(ImportOut):
    """A document and the projects in it (导入确认)."""

    projects: list[CandidateOut]


class Numbers(Sent):
    """Projects to take over, by their number (确认导入)."""

    numbers: Annotated[list[Annotated[int, Field(ge=1, le=99_999)]], Field(min_length=1, max_length=1000)]
