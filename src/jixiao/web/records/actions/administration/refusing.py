"""What is refused to an administrator: all faults of a request at once, each with its field and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from jixiao import messages
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.models import Person
from jixiao.web.records.refusals import ConflictError, RefusedError
from jixiao.workflow import titles

LATEST_YEAR = 2100
_NAMES = 128
_TURN = 0x6A78_0001
"""The lock of all administrators on PostgreSQL; any number that no other program of the database takes."""
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII)


class Words:
    """Names of roles or levels that a message quotes, in the language in which it is told.

    Args:
        kind: ``role`` or ``level``.
        *names: which.
    """

    def __init__(self, kind: str, *names: str) -> None:
        self.kind, self.names = kind, names

    def __format__(self, spec: str) -> str:
        if self.kind == "role":
            called = [titles()["roles"][name].title() for name in self.names]
        else:
            called = [messages.text(f"administration_level.{name}") for name in self.names]
        return messages.text("web_administration.between_names").join(called)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something is not accepted (不能办理的原因).

    Attributes:
        field: of the form; empty where it is about none.
        key: of the message, under ``web_administration_fault``.
        values: what the message names.
    """

    field: str
    key: str
    values: dict[str, Any]

    def message(self, lang: str | None = None) -> str:
        """What is wrong."""
        with messages.speaking(lang or messages.language()):
            return messages.text(f"web_administration_fault.{self.key}", **self.values)

    def remedy(self, lang: str | None = None) -> str:
        """What to do."""
        with messages.speaking(lang or messages.language()):
            return messages.remedy(f"web_administration_fault.{self.key}", **self.values)


class NotAcceptedError(RefusedError):
    """A request of an administrator is wrong, and nothing was changed.

    Attributes:
        reasons: all of them.
    """

    def __init__(self, reasons: list[Fault]) -> None:
        super().__init__("web_administration.not_accepted", count=len(reasons))
        self.reasons = tuple(reasons)


class StaleError(ConflictError):
    """Somebody else changed it since it was seen."""

    def __init__(self, name: str) -> None:
        RefusedError.__init__(self, "web_administration.stale", name=name)
        self.declaration = None


class PowerError(RefusedError):
    """The power of another administrator is needed (权限分离)."""


@dataclass(slots=True)
class Faults:
    """Collects faults; :meth:`stop` refuses where there are any."""

    found: list[Fault] = field(default_factory=list)

    def add(self, field: str, key: str, **values: Any) -> None:
        """One more."""
        self.found.append(Fault(field, key, values))

    def stop(self) -> None:
        """Refuse.

        Raises:
            NotAcceptedError: there are faults.
        """
        if self.found:
            raise NotAcceptedError(self.found)

    def text(self, field: str, given: str, *, longest: int = _NAMES) -> str:
        """A short text in one line that must be there, without blanks around it."""
        text = given.strip()
        if not text:
            self.add(field, "missing")
        elif len(text) > longest:
            self.add(field, "too_long", longest=longest, length=len(text))
        elif not text.isprintable():
            self.add(field, "unprintable")
        return text

    def day(self, field: str, given: str, *, least: date | None = None, is_needed: bool = True) -> date | None:
        """A day such as ``2027-03-01``, today or later unless another earliest one is named; ``None`` where it is missing or wrong."""
        text, least = given.strip(), least or clock.today()
        if not text:
            if is_needed:
                self.add(field, "no_day")
            return None
        try:
            found = day_typed(text)
        except ValueError:
            self.add(field, "not_a_day", text=text[:40])
            return None
        if found < least:
            self.add(field, "day_too_early", day=found.isoformat(), least=least.isoformat())
        elif found.year > LATEST_YEAR:
            self.add(field, "day_too_late", day=found.isoformat(), most=LATEST_YEAR)
        else:
            return found
        return None


def day_typed(text: str) -> date:
    """A day as people type it.

    >>> [day_typed(each).isoformat() for each in ("2027-03-01", "2027/3/1", "2027.3.1", "2027年3月1日", "20270301")]
    ['2027-03-01', '2027-03-01', '2027-03-01', '2027-03-01', '2027-03-01']

    Raises:
        ValueError: it is none.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups() if part)
    return date(year, month, day)


def need(actor: Actor, power: str) -> None:
    """Only who holds the power goes on, and administrators go on one after another until each transaction ends (三员分立).

    What they check goes over many rows (the last of a power, posts that exclude each other, a tree without rings), which no lock of a row
    guards. On SQLite a transaction that writes is alone anyway.

    Raises:
        PowerError: somebody else has it.
    """
    if not actor.scope.has(power):
        raise PowerError(f"needs_power.{power}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def need_other(actor: Actor, person: Person) -> None:
    """Nobody administers himself.

    Raises:
        PowerError: it is the actor's own account.
    """
    if actor.person is not None and actor.person.pk == person.pk:
        raise PowerError("web_administration.not_oneself")
