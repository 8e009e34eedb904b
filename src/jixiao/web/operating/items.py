"""Things of an installation that were looked at, and how they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jixiao import messages


class State(StrEnum):
    """How an item is (状态)."""

    OK = "ok"
    NOTE = "note"
    """Well, but worth knowing."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked at.

    Attributes:
        name: of the item.
        state: how it is.
        key: of the message that says so.
        values: that the message names.
    """

    name: str
    state: State
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def message(self, lang: str | None = None) -> str:
        """How it is, in words."""
        return messages.text(self.key, lang, **self.values)

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it; empty where there is nothing to do."""
        return messages.remedy(self.key, lang, **self.values)


def ok(name: str, key: str, /, **values: Any) -> Item:
    """An item that is well."""
    return Item(name, State.OK, f"web_doctor.{key}", values)


def note(name: str, key: str, /, **values: Any) -> Item:
    """An item that is worth knowing."""
    return Item(name, State.NOTE, f"web_doctor.{key}", values)


def bad(name: str, key: str, /, **values: Any) -> Item:
    """An item that is not well."""
    return Item(name, State.BAD, f"web_doctor.{key}", values)
