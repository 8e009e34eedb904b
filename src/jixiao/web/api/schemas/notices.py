"""Notices by mail."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field

from jixiao.web.api.schemas.shapes import Line, Sent

When = Literal["never", "at_once", "daily"]


class MailOut(Schema):
    """Whether, where and when somebody is told (邮件提醒)."""

    address: str
    when: When
    is_on: bool = Field(description="this installation sends mail · 本系统启用邮件")


class MailSent(Sent):
    """What somebody wants (设置)."""

    address: Line = ""
    when: When
