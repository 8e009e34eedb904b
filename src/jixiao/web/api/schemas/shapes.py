"""Shapes that all of the interface shares: what is sent, what goes wrong, texts that can be kept."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

_KEPT = r"^[^\x00]*$"
"""What a database holds: anything but the character zero."""
Line = Annotated[str, Field(max_length=400, pattern=_KEPT)]
Words = Annotated[str, Field(max_length=80, pattern=_KEPT)]
Reason = Annotated[str, Field(max_length=2000, pattern=_KEPT)]
Typed = Annotated[str, Field(max_length=50_000, pattern=_KEPT)]
Path = Annotated[str, Field(max_length=300, pattern=_KEPT)]
Mark = Annotated[str, Field(max_length=200, pattern=_KEPT, description="`next` of the page before · 上一页的 next")]
Limit = Annotated[int, Field(ge=1, le=200, description="rows of a page · 每页行数")]


class Sent(Schema):
    """What a program sends; a name that there is not is a mistake, and told."""

    model_config = ConfigDict(extra="forbid")


class FieldFault(Schema):
    """What is wrong with one field (字段问题)."""

    field: str = Field(description="path of the field; empty for the whole · 字段路径")
    message: str
    remedy: str = Field("", description="what to do · 办法")
    code: str = Field("", description="of the rule or of the message · 规则或提示编号")


class Problem(Schema):
    """A problem by RFC 9457 (问题)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    remedy: str = Field("", description="what to do · 办法")
    errors: list[FieldFault] = Field(default_factory=list)
