"""Where a declaration is, its history and its frozen versions (办理进度、审核情况、版本)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.declarations import StageName


class VersionOut(Schema):
    """A frozen version (版本)."""

    number: int
    move: str
    sha256: str
    at: datetime


class ChangeOut(Schema):
    """A text that is not what it was (改动)."""

    path: str
    before: str
    after: str


class ChangesOut(Schema):
    """What changed between two versions, or since one (改动)."""

    old: int | None = Field(description="version; none: last year's declaration · 空为上年度申报")
    new: int | None = Field(description="none: as it is now · 空为现在")
    last_year: UUID | None = Field(None, description="last year's declaration of the same project · 上年度同一项目")
    changes: list[ChangeOut]


class EventOut(Schema):
    """Something that was done (事件)."""

    chain: str = Field(alias="chain_id")
    seq: int
    at: str
    actor: dict[str, Any]
    action: str
    object: str
    result: Literal["done", "refused"]
    before: str | None
    after: str | None
    data: dict[str, Any]
    previous: str
    digest: str


class HolderOut(Schema):
    """Who may act (在谁手里)."""

    name: str
    stands_in_for: str
    is_tied: bool = Field(description="wrote it or decided before, and may not · 须回避")


class StandingOut(Schema):
    """Where a declaration is (办理进度)."""

    stage: StageName
    since: datetime
    due_on: date | None
    role: str = Field(description="that has to act; empty where it ends · 待办岗位")
    holders: list[HolderOut]
    way: list[str]
