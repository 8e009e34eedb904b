"""What a page sent becomes a change of a draft: texts by path, rows that come, go and move (录入).

A text that cannot be kept is told with its path, and everything else is kept all the same: one bad cell costs no other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Protocol

from jixiao.declaring import Draft, DraftError
from jixiao.declaring.paths import is_field, split
from jixiao.errors import CallerError
from jixiao.web.desks.declare.levels import Offered, new_id

MOST = 2000
"""Texts and row steps in one sending."""
_STEPS = ("add", "move", "remove")
_LONGEST_PATH = 300


class UnreadableError(CallerError):
    """What was sent is no change of a declaration: a fault of the program that sent it."""


@dataclass(frozen=True, slots=True)
class RowStep:
    """A row that comes, moves or goes (行操作): behind which other one; at the top where that is empty."""

    do: str
    id: str
    after: str = ""


@dataclass
class Typing:
    """What was typed since the last saving (录入内容).

    Attributes:
        texts: by path.
        steps: of rows, in their order; they come before the texts.
        explanations: by ``<rule id>@<path>``.
        person: who typed it; empty where nobody says.
        refused: what could not be kept, filled in by applying it: path to why.
    """

    texts: dict[str, str] = field(default_factory=dict)
    steps: list[RowStep] = field(default_factory=list)
    explanations: dict[str, str] = field(default_factory=dict)
    person: str = ""
    refused: dict[str, str] = field(default_factory=dict)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with it."""
        self.refused = {}
        for step in self.steps:
            draft = self._tried(draft, f"indicators.{step.id}", lambda draft, step=step: stepped(draft, step))
        for path, typed in self.texts.items():
            draft = self._tried(draft, path, lambda draft, path=path, typed=typed: draft.with_field(path, typed))
        for key, why in self.explanations.items():
            rule, _, path = key.partition("@")
            draft = self._tried(draft, path, lambda draft, key=(rule, path), why=why: draft.with_explanation(*key, why))
        return draft

    def _tried(self, draft: Draft, path: str, change: Any) -> Draft:
        try:
            return change(draft)
        except DraftError as error:
            self.refused[path] = error.message()
            return draft


def stepped(draft: Draft, step: RowStep) -> Draft:
    """A draft with one step of its rows made; one that was made before, or whose row is gone, changes nothing.

    Raises:
        DraftError: the id cannot be one, or there are too many rows.
    """
    ids = [item.id for item in draft.indicators]
    if step.do == "add":
        return draft if step.id in ids else draft.with_indicator(at=_behind(ids, step.after), id_=step.id)
    if step.id not in ids:
        return draft
    if step.do == "remove":
        return draft.without_indicator(step.id)
    return draft.with_moved_indicator(step.id, _behind([other for other in ids if other != step.id], step.after))


def _behind(ids: list[str], after: str) -> int:
    if not after:
        return 0
    return ids.index(after) + 1 if after in ids else len(ids)


def from_json(body: bytes) -> tuple[int, Typing]:
    """The revision that was seen, and what was typed, out of what the program in the page sent.

    Raises:
        UnreadableError: it has another shape.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableError("web_declare.unreadable") from None
    if not isinstance(sent, dict) or not is_revision(sent.get("revision")):
        raise UnreadableError("web_declare.unreadable")
    steps = sent.get("rows", [])
    if not isinstance(steps, list) or len(steps) > MOST:
        raise UnreadableError("web_declare.unreadable")
    typing = Typing(_texts(sent.get("changes", {})), [_step(step) for step in steps], _texts(sent.get("explanations", {})))
    typing.person = str(sent.get("person", ""))
    return sent["revision"], typing


def is_revision(given: object) -> bool:
    """It may be the number of a revision."""
    return isinstance(given, int) and not isinstance(given, bool) and 0 < given < 2**31


def _texts(sent: object) -> dict[str, str]:
    if not isinstance(sent, dict) or len(sent) > MOST:
        raise UnreadableError("web_declare.unreadable")
    if any(not isinstance(typed, str) or len(path) > _LONGEST_PATH for path, typed in sent.items()):
        raise UnreadableError("web_declare.unreadable")
    return sent


def _step(sent: object) -> RowStep:
    if not isinstance(sent, dict) or sent.get("do") not in _STEPS:
        raise UnreadableError("web_declare.unreadable")
    id_, after = sent.get("id"), sent.get("after", "")
    if not isinstance(id_, str) or not isinstance(after, str):
        raise UnreadableError("web_declare.unreadable")
    return RowStep(sent["do"], id_, after)


class Sent(Protocol):
    """Fields of a form that was sent."""

    def items(self) -> Any: ...

    def get(self, key: str, default: Any = None) -> Any: ...


@dataclass
class FormTyping:
    """What a whole form sent, as a browser does without a program in the page (整表提交).

    A row that nobody typed into is none; what differs by line breaks only is not changed.
    """

    sent: Sent
    offered: Offered
    refused: dict[str, str] = field(default_factory=dict)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with it."""
        typing = Typing()
        self._rows(draft, typing)
        ids = {item.id for item in draft.indicators} | {step.id for step in typing.steps}
        for path, typed in self.sent.items():
            id_, _ = split(path)
            if (is_field(path) or id_ in ids) and _flat(typed) != _flat(_before(draft, path)):
                typing.texts[path] = _flat(typed)
        draft = typing(draft)
        draft = self._levels(draft)
        draft = self._step(draft)
        self.refused = typing.refused
        return draft

    def _rows(self, draft: Draft, typing: Typing) -> None:
        """Rows that were blank on the page and are typed into now."""
        there = {item.id for item in draft.indicators}
        texts: dict[str, list[str]] = {}
        for path, typed in self.sent.items():
            id_, key = split(path)
            if id_ and id_ not in there and key:
                texts.setdefault(id_, []).append(typed)
        for id_, typed in texts.items():
            if any(each.strip() for each in typed):
                typing.steps.append(RowStep("add", id_, _last_of(draft, self.offered, self.sent.get(f"code:{id_}", ""))))
                typing.texts |= self._values(id_, self.sent.get(f"code:{id_}", ""))

    def _values(self, id_: str, code: str) -> dict[str, str]:
        level = self.offered.level(code)
        if level is None:
            return {}
        return {f"indicators.{id_}.level1": level.values[0], f"indicators.{id_}.level2": level.values[1]}

    def _levels(self, draft: Draft) -> Draft:
        """Levels that were chosen for a row."""
        typing = Typing()
        there = {item.id: self.offered.row(item).code for item in draft.indicators}
        for name, code in self.sent.items():
            group, _, ids = name.partition(":")
            if group == "level" and code:
                for id_ in ids.split(","):
                    if id_ in there and there[id_] != code:
                        typing.texts |= self._values(id_, code)
        return typing(draft)

    def _step(self, draft: Draft) -> Draft:
        """The button that was pressed: a row more, a row less, a row further up or down."""
        do, _, id_ = self.sent.get("op", "").partition(":")
        ids = [item.id for item in draft.indicators]
        if do == "new" and (level := self.offered.level(self.sent.get("new_level", ""))):
            return self._added(draft, _last_of(draft, self.offered, level.code), level.code)
        if id_ not in ids:
            return draft
        if do == "add":
            return self._added(draft, id_, self.offered.row(draft.indicator(id_)).code)
        if do == "remove":
            return draft.without_indicator(id_)
        if do in ("up", "down"):
            return draft.with_moved_indicator(id_, ids.index(id_) + (1 if do == "down" else -1))
        return draft

    def _added(self, draft: Draft, after: str, code: str) -> Draft:
        new = new_id()
        return Typing(self._values(new, code), [RowStep("add", new, after)])(draft)


def _last_of(draft: Draft, offered: Offered, code: str) -> str:
    """The row behind which a new one of a level comes: the last of its level, or of all."""
    rows = [offered.row(item) for item in draft.indicators]
    own = [row.id for row in rows if row.code == code]
    return (own or [row.id for row in rows] or [""])[-1]


def _before(draft: Draft, path: str) -> str:
    try:
        return draft.text(path)
    except DraftError:
        return ""


def _flat(typed: str) -> str:
    """With line breaks of one kind: a form sends others than were typed."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")
