"""What a list is asked for by its address: role, tab, query row, order; the same for the list and for who goes through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from jixiao.web.desks.lists.waiting import order_of
from jixiao.web.records import queries
from jixiao.web.records.acting import Actor
from jixiao.web.records.lights import LIGHTS
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import Stage
from jixiao.web.records.queries import Tab

SORTS = {"due": "due_on", "money": "-annual_yuan", "errors": "-errors", "risk": "-risk"}
"""Orders that may be chosen: the nearest deadline, the most money, errors or risk first; that of the tab otherwise."""
QUERY_ROW = ("words", "year", "agency", "stage", "at_least", "light", "since")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of declarations (列表).

    Attributes:
        roles: all that the person holds.
        role: whose desk.
        tabs: of the desk.
        tab: the one that is open.
        sort: name of a chosen order; empty for that of the tab.
        typed: the query row as typed.
        asked: the query row as understood.
    """

    roles: tuple[str, ...]
    role: str
    tabs: tuple[Tab, ...]
    tab: Tab
    sort: str
    typed: dict[str, str]
    asked: dict[str, Any]

    @property
    def order(self) -> str:
        """The field by which it is ordered."""
        return SORTS.get(self.sort, "due_on" if self.asked["light"] else self.tab.order)

    @property
    def address(self) -> str:
        """What stands behind the question mark of the list and of every sheet that is reached from it."""
        told = {"role": self.role, "tab": self.tab.name, "sort": self.sort, **self.typed}
        return urlencode({key: value for key, value in told.items() if value})

    @property
    def sought(self) -> Sought:
        """The list, as it is looked up."""
        asked = {**self.asked, "agency": UUID(self.asked["agency"]) if self.asked["agency"] else None}
        return Sought(self.role, self.tab.name, order=self.order, **asked)

    def opened_at(self, name: str) -> Listing:
        """The list at another of its tabs, what waits for a decision by its deadline; as it is where it has none of that name."""
        tab = next((tab for tab in self.tabs if tab.name == name), self.tab)
        return replace(self, tab=tab, sort=self.sort or order_of(tab.name))

    def found(self, actor: Actor) -> QuerySet:
        """The entries, in no order yet."""
        found = queries.searched(queries.visible(actor).filter(self.tab.condition), **self.asked)
        return self.tab.entries(found, found, self.asked["stage"])


def listing_of(actor: Actor, asked: Mapping[str, str]) -> Listing | None:
    """The list that is asked for; ``None`` where the person has no such desk."""
    desks = queries.tabs_of(actor)
    role = asked.get("role") or next(iter(desks), "")
    if role not in desks:
        return None
    tabs = tuple(desks[role])
    tab = next((tab for tab in tabs if tab.name == asked.get("tab")), tabs[0])
    sort = asked.get("sort", "")
    typed = {key: asked.get(key, "").replace("\x00", "")[:80] for key in QUERY_ROW}
    return Listing(tuple(desks), role, tabs, tab, sort if sort in SORTS else "", typed, _understood(typed))


def _understood(typed: Mapping[str, str]) -> dict[str, Any]:
    year, stage, agency = typed["year"], typed["stage"], typed["agency"]
    try:
        at_least = Decimal(typed["at_least"]) * 10000 if typed["at_least"] else None
    except ArithmeticError:
        at_least = None
    return {
        "words": typed["words"],
        "year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        "agency": agency if _is_uuid(agency) else "",
        "stage": stage if stage in Stage.values else "",
        "light": typed["light"] if typed["light"] in LIGHTS else "",
        "since": _day(typed["since"]),
        "at_least": at_least if at_least is None or (at_least.is_finite() and abs(at_least) < 10**15) else None,
    }


def _day(given: str) -> date | None:
    try:
        found = date.fromisoformat(given)
    except ValueError:
        return None
    return found if found.year > 1 else None


def _is_uuid(given: str) -> bool:
    try:
        return str(UUID(given)) == given
    except ValueError:
        return False
