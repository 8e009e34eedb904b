"""Events in words: who did what, when, and why (审核情况)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.declaring import name_of
from jixiao.messages import catalogue, text
from jixiao.web.desks.review.paper import Paper
from jixiao.web.desks.review.remarks import where_of
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records.models import Event
from jixiao.web.records.wan import in_wan

_TOLD = ("reason", "opinion", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history (一条记录).

    Attributes:
        seq: of the event in its chain.
        at, until: when; ``until`` where several saves are told as one.
        who, role, stands_in_for: by whom, in which role, for whom.
        action: without what it is about: ``submit``.
        what: what was done.
        detail: what else matters, a line each.
        words: what was said: a reason, an opinion, a comment.
        version: that was frozen; 0 where none was.
        digest: of the event.
        count: how many events it tells.
        is_refused: it was not done.
    """

    seq: int
    at: str
    who: str
    role: str
    stands_in_for: str
    action: str
    what: str
    detail: tuple[str, ...]
    words: str
    version: int
    digest: str
    until: str = ""
    count: int = 1
    is_refused: bool = False


def lines_of(events: Iterable[Event], *, paper: Paper | None = None, is_brief: bool = False) -> list[Line]:
    """Events in words; saves of one person that follow each other are one line.

    Args:
        events: in their order.
        paper: for the names of fields.
        is_brief: without comments and what is said in them.
    """
    found: list[Line] = []
    for event in events:
        line = _line(event, paper)
        if is_brief and line.action in ("comment", "settle"):
            continue
        last = found[-1] if found else None
        if last and last.action == line.action == "save" and (last.who, last.role) == (line.who, line.role):
            found[-1] = replace(last, until=line.at, count=last.count + 1, digest=line.digest)
        else:
            found.append(line)
    return found


def _line(event: Event, paper: Paper | None) -> Line:
    action, actor, data = event.action.removeprefix("declaration."), event.actor, event.data
    key = f"web_review.did.{action}"
    role = actor.get("role", "")
    return Line(
        seq=event.seq,
        at=event.at,
        who=text("web_review.system") if actor.get("name") == "system" and "id" not in actor else actor.get("name", ""),
        role=called("role", role) if role else "",
        stands_in_for=actor.get("stands_in_for", ""),
        action=action,
        what=text(key) if key in catalogue() else action,
        detail=tuple(_details(action, data, paper)),
        words=next((str(data[name]) for name in _TOLD if data.get(name)), str(data.get("text", "")) if action == "comment" else ""),
        version=data.get("version", 0) if isinstance(data.get("version", 0), int) else 0,
        digest=event.digest,
        is_refused=event.result == "refused",
    )


def _details(action: str, data: Mapping[str, Any], paper: Paper | None) -> Iterable[str]:
    if action in ("submit", "approve") and data.get("to"):
        yield text("web_review.went_to", stage=called("stage", str(data["to"])))
    if data.get("grade"):
        yield text("web_review.graded_as", grade=called("grade", str(data["grade"])))
    if action == "remind":
        yield text("web_review.reminded_whom", role=called("role", str(data.get("to", ""))))
    if action == "ratify":
        yield text("web_review.by_document", number=data.get("number", ""), on=data.get("on", ""))
    for key in ("claimed", "freed"):
        if isinstance(data.get(key), str):
            yield text(f"web_budget_event.{key}", amount=in_wan(Decimal(data[key])))
    if action == "create" and data.get("from_year"):
        yield text("web_library.copied_from", year=data["from_year"])
    if action == "create" and data.get("adjusts"):
        yield text("web_adjust.is_one")
    if action == "create" and data.get("file"):
        yield text("web_review.from_file", name=data["file"], number=data.get("number", ""))
    if action == "adjust_number" and isinstance(data.get("after"), dict):
        yield str(data["after"].get("number", ""))
    if action.startswith("waiver_"):
        yield str(data.get("rule", ""))
    if (action in ("comment", "settle") or action.startswith("waiver_")) and isinstance(data.get("path"), str):
        yield where_of(data["path"], paper) if paper else name_of(data["path"])
    if action not in ("create", "comment", "settle", "ratify") and isinstance(data.get("name"), str):
        yield data["name"]
