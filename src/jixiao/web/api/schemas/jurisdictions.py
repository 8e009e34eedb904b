"""Packs as they hold, and what is set for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.administration import Day
from jixiao.web.api.schemas.declarations import Year
from jixiao.web.api.schemas.shapes import Line, Sent

Kind = Literal["deadline", "parameter", "severity", "applied"]


class PackOut(Schema):
    """A pack as it holds today (地区包)."""

    id: str
    title: str
    digest: str = Field(description="of what is in force · 生效摘要")
    shipped_digest: str = Field(description="of the pack without settings · 地区包本身的摘要")
    lineage: list[str]
    form: str
    money_unit: str
    review_levels: list[str]
    mandatory_levels: list[str]
    required_fields: list[str]


class DeadlineOut(Schema):
    """A deadline in a year (期限)."""

    name: str
    day: date | None
    is_set: bool = Field(description="by this ledger · 本级设置")


class SettingOut(Schema):
    """What was set (设置)."""

    kind: str
    name: str
    fiscal_year: int = Field(description="of a deadline; 0 otherwise · 年度")
    value: str = Field(description="empty: as the pack says · 空为恢复地区包")
    since: date
    reason: str
    by: str = Field(alias="by.name")
    at: datetime


class PackWhole(PackOut):
    """A pack with its calendar and what was set (地区包全部)."""

    calendar: list[DeadlineOut]
    settings: list[SettingOut] = Field(description="the last hundred · 最近一百条")


class AskedPack(Schema):
    """Of which year the calendar is asked for."""

    fiscal_year: Year


class Setting(Sent):
    """One thing to set (设置一项)."""

    kind: Kind
    name: Line = Field(description="deadline, parameter or rule · 期限、参数或规则")
    value: Annotated[Line, Field(description="day, number, severity, on or off; empty: as the pack says · 值，空为恢复地区包")] = ""
    fiscal_year: Annotated[int, Field(ge=0, le=2100, description="of a deadline · 期限的年度")] = 0


class Settings(Sent):
    """What to set, all of it or nothing (设置)."""

    settings: Annotated[list[Setting], Field(min_length=1, max_length=200)]
    reason: Line
    since: Day = ""


class SettingsMade(Schema):
    """What became of it (设置结果)."""

    made: list[SettingOut]
    moved: int = Field(description="declarations that are due on another day now · 随之改期的申报")


class PackPreview(Schema):
    """What another pack changes for an agency in a year (换包预览)."""

    old: str
    new: str
    new_mandatory: list[str]
    free_again: list[str]
    drafts: int
    lacking: list[str] = Field(description="ids of drafts that would lack something · 将不完整的草稿")
    can_take_drafts: bool


class AskedPreview(Schema):
    """For which agency and year a pack is looked at."""

    agency: Line = Field(description="code · 单位编码")
    fiscal_year: Year


class Assignment(Sent):
    """Another pack for an agency in a year (更换地区包)."""

    agency: Line = Field(description="code · 单位编码")
    fiscal_year: Year
    reason: Line
    with_drafts: bool = False


class Assigned(Schema):
    """What became of it (更换结果)."""

    drafts: int = Field(description="that went along · 随之更换的草稿")
