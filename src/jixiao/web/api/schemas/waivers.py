"""Waivers: what is asked for, what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.administration import Day, PageSize
from jixiao.web.api.schemas.shapes import Line, Mark, Path, Reason, Sent


class WaiverOut(Schema):
    """A waiver (豁免)."""

    id: int
    declaration: UUID = Field(alias="declaration_id")
    rule: str
    path: str
    text: str = Field(description="what stood there · 当时填写")
    message: str
    reason: str
    until: date
    state: Literal["asked", "granted", "refused", "ended"]
    asked_by: str = Field(alias="asked_by.name")
    asked_role: str
    asked_at: datetime
    decided_by: str | None = Field(None, alias="decided_by.name")
    decided_at: datetime | None
    note: str


class WaiverPage(Schema):
    """Some waivers, the newest first (豁免)."""

    items: list[WaiverOut]
    next: str | None = None


class AskedWaivers(Schema):
    """Which waivers are asked for."""

    state: Literal["", "asked", "granted", "refused", "ended"] = ""
    declaration: UUID | None = None
    after: Mark = ""
    limit: PageSize = 50


class NewWaiver(Sent):
    """A finding that should not count (申请豁免)."""

    rule: Line
    path: Path = Field("", description="of the finding; empty for the form as a whole · 位置")
    reason: Reason
    until: Day


class Decision(Sent):
    """What becomes of a waiver (决定)."""

    do: Literal["grant", "refuse", "end"]
    note: Annotated[Reason, Field(description="a refusal and an end say why · 意见")] = ""
