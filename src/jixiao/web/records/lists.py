"""Lists of declarations: a page of them and how many there are, as fast for a hundred thousand as for a thousand (列表查询).

A list is put together of parts that an index holds in its order: declarations of one stage, those with a value to order by and those
without. Of each part the first rows are taken, and of all of these the first make the page, so that nothing is sorted that is not
nearly shown. Queries of whoever holds few posts have one of a few shapes, and are written once (:mod:`jixiao.web.records.prepared`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from jixiao.web.records import clock, paging
from jixiao.web.records.lights import LIGHTS, SOON, lit
from jixiao.web.records.models import Declaration, Stage
from jixiao.web.records.prepared import Among, Prepared, PreparedCounts, Slot
from jixiao.web.records.queries import MANY, Tab, searched, tabs_in
from jixiao.web.records.scope import Scope
from jixiao.web.records.shapes import Places, places_of, slotted, values_of

LATEST = "-stage_since"
_ORDERED_AS_A_WHOLE = frozenset({LATEST, "stage_since"})
"""Orders for which an index holds declarations of all stages."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is asked for (查询条件).

    Attributes:
        role: whose desk; empty for everything that may be seen.
        tab: of the desk.
        words: in name or code.
        year: fiscal year.
        agency: id of the unit.
        stage: of the workflow.
        at_least: money in yuan.
        light: of the deadline: one of :data:`jixiao.web.records.lights.LIGHTS`.
        since: day since when it is in its stage.
        order: a field to order by; that of the tab where it is empty.
    """

    role: str = ""
    tab: str = ""
    words: str = ""
    year: int | None = None
    agency: UUID | None = None
    stage: str = ""
    at_least: Decimal | None = None
    light: str = ""
    since: date | None = None
    order: str = ""

    @property
    def narrowing(self) -> dict[str, Any]:
        """What :func:`jixiao.web.records.queries.searched` is asked for, the stage excepted."""
        return {name: getattr(self, name) for name in ("words", "year", "agency", "at_least", "light", "since")}


def page(scope: Scope, sought: Sought, columns: Sequence[str], after: str, size: int) -> tuple[list[tuple[Any, ...]], str]:
    """Some rows of a list, and the mark of the last of them where more follow.

    Args:
        scope: of whoever asks; nothing else is in the list.
        sought: which list.
        columns: of each row, as ``values_list`` takes them; ``id`` and whatever may be ordered by are among them.
        after: mark of the last row of the page before; empty for the first page.
        size: rows on a page.

    Raises:
        Http404: the mark is none.
    """
    tab = tab_of(scope, sought)
    if tab is None or not (scope.is_business and _stages(tab, sought, sought.order or tab.order)):
        return [], ""
    order = sought.order or tab.order
    place = paging.place_of(Declaration, order, after) if after else None
    shape = _Shape.of(scope, sought, tuple(columns), order, place, size + 1)
    if shape is None:
        rows = list(_query(scope, sought, columns, order, place, size + 1))
    else:
        rows = _prepared(shape).rows(**_values(scope, sought, place))
    if len(rows) <= size:
        return rows, ""
    last = dict(zip(columns, rows[size - 1], strict=True))
    return rows[:size], paging.mark(last[order.lstrip("-")], last["id"])


def counts(scope: Scope, roles: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """How many are in the tabs of some roles, none more than :data:`MANY`: role to name and number of each tab."""
    tabs = tabs_in(scope)
    if (places := places_of(scope)) is not None:
        found = iter(_prepared_counts(places, tuple(roles)).counts(**_values(scope, Sought(), None)))
        return {role: [(tab.name, next(found)) for tab in tabs[role]] for role in roles}
    seen = Declaration.objects.visible_to(scope)
    return {role: [(tab.name, _entries(seen, tab)[:MANY].count()) for tab in tabs[role]] for role in roles}


def held_of(scope: Scope, sought: Sought, ids: Sequence[Any]) -> frozenset[Any]:
    """Which of some declarations a list holds, those among them that are told with their adjustment."""
    tab = tab_of(scope, sought)
    if tab is None or not ids:
        return frozenset()
    return frozenset(_whole(scope, sought, tab).filter(pk__in=ids).values_list("pk", flat=True))


def _entries(seen: QuerySet, tab: Tab) -> QuerySet:
    """The entries of a tab."""
    found = seen.filter(tab.condition)
    return tab.entries(found, found)


def _whole(scope: Scope, sought: Sought, tab: Tab) -> QuerySet:
    """Everything that a list holds, in no order."""
    return searched(Declaration.objects.visible_to(scope), stage=sought.stage, **sought.narrowing).filter(tab.condition)


def lights(scope: Scope, tabs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, int]]:
    """How many of some tabs have which light, none more than :data:`MANY`: role and name of the tab to light to number."""
    if not tabs:
        return {}
    today = clock.today()
    values = values_of(scope) | {"today": today, "soon": today + SOON}
    if (places := places_of(scope)) is not None:
        found = iter(_prepared_lights(places, tuple(tabs)).counts(**values))
        return {tab: {light: next(found) for light in LIGHTS} for tab in tabs}
    queries = _lit(scope, tabs, today, today + SOON)
    return {tab: {light: next(queries).count() for light in LIGHTS} for tab in tabs}


def _lit(scope: Scope, tabs: Sequence[tuple[str, str]], today: Any, soon: Any) -> Iterator[QuerySet]:
    seen = Declaration.objects.visible_to(scope)
    for role, name in tabs:
        tab = tab_of(scope, Sought(role, name))
        assert tab is not None  # noqa: S101 - whoever asks has looked
        for light in LIGHTS:
            yield seen.filter(tab.condition & lit(light, today, soon))[:MANY]


def tab_of(scope: Scope, sought: Sought) -> Tab | None:
    """The tab that is asked for; one with everything where none is; ``None`` where the person has no such desk."""
    if not sought.role and not sought.tab:
        return Tab("", Q())
    return next((tab for tab in tabs_in(scope).get(sought.role, ()) if tab.name == sought.tab), None)


def _query(scope: Scope, sought: Sought, columns: Sequence[str], order: str, place: tuple[Any, Any] | None, size: int) -> QuerySet:
    """The rows of a page in their order, of all parts."""
    seen = Declaration.objects.visible_to(scope)
    parts = [part[:size] for part in _parts(scope, sought, order, place)]
    if len(parts) < 2:
        return (parts[0] if parts else seen.none()).values_list(*columns)
    among = Among(F("pk"), [part.values("pk") for part in parts])
    return paging.ordered(seen.filter(among), order)[:size].values_list(*columns)


def _parts(scope: Scope, sought: Sought, order: str, place: tuple[Any, Any] | None) -> Iterator[QuerySet]:
    """Parts of a list, each in its order; some may hold the same row."""
    tab = tab_of(scope, sought)
    assert tab is not None  # noqa: S101 - whoever asks has looked
    seen = Declaration.objects.visible_to(scope)
    narrowed = searched(seen, **sought.narrowing).filter(tab.also)
    whole = _whole(scope, sought, tab)
    for ground in [tab.place] if tab.name else scope.branches():
        for stage in _stages(tab, sought, order):
            part = narrowed.filter(ground & Q(stage=stage)) if stage else narrowed.filter(ground)
            yield from _in_order(tab.entries(part, whole, stage), order, place)


def _stages(tab: Tab, sought: Sought, order: str) -> Sequence[str]:
    """The stages of a list; an empty one for all of them where an index holds these in the order."""
    if sought.stage:
        return [sought.stage] if sought.stage in (tab.stages or Stage.values) else []
    is_narrow = sought.agency or tab.name in ("handled", "assigned")
    if tab.stages:
        return tab.stages
    return [""] if is_narrow or (order in _ORDERED_AS_A_WHOLE and not sought.year and not sought.words) else Stage.values


def _in_order(part: QuerySet, order: str, place: tuple[Any, Any] | None) -> Iterator[QuerySet]:
    """A part by those with a value, which an index holds in their order, and those without, which come last."""
    name = order.lstrip("-")
    is_nullable = Declaration._meta.get_field(name).null
    value, pk = place or (None, None)
    if place is None or value is not None:
        some = part.filter(**{f"{name}__isnull": False}) if is_nullable else part
        yield (some.filter(paging.behind_place(order, value, pk)) if place else some).order_by(order, "id")
    if is_nullable:
        none = part.filter(**{f"{name}__isnull": True})
        yield (none.filter(id__gt=pk) if place and value is None else none).order_by("id")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the SQL of a list depends on: everything but the values."""

    places: Places
    sought: Sought
    columns: tuple[str, ...]
    order: str
    mark: str
    size: int

    @classmethod
    def of(
        cls, scope: Scope, sought: Sought, columns: tuple[str, ...], order: str, place: tuple[Any, Any] | None, size: int
    ) -> _Shape | None:
        """The shape of a list; ``None`` where it is of no common one."""
        places = places_of(scope)
        if sought.words or sought.light or sought.since or places is None:
            return None
        mark = "" if place is None else "none" if place[0] is None else "some"
        blank = replace(
            sought, year=sought.year and 1, agency=sought.agency and _NO_ID, at_least=None if sought.at_least is None else Decimal(0)
        )
        return cls(places, blank, columns, order, mark, size)


_NO_ID = UUID(int=0)


@lru_cache(maxsize=512)
def _prepared(shape: _Shape) -> Prepared:
    sought = replace(
        shape.sought,
        year=shape.sought.year and _slot("year", "fiscal_year"),
        agency=shape.sought.agency and _slot("agency", "id"),
        at_least=None if shape.sought.at_least is None else _slot("at_least", "annual_yuan"),
    )
    some = _slot("value", shape.order.lstrip("-")) if shape.mark == "some" else None
    place = (some, _slot("pk", "id")) if shape.mark else None
    return Prepared(lambda: _query(slotted(shape.places), sought, shape.columns, shape.order, place, shape.size))


@lru_cache(maxsize=128)
def _prepared_counts(places: Places, roles: tuple[str, ...]) -> PreparedCounts:
    scope = slotted(places)
    tabs = tabs_in(scope)
    return PreparedCounts(
        lambda: [_entries(Declaration.objects.visible_to(scope), tab)[:MANY].values("pk") for role in roles for tab in tabs[role]]
    )


@lru_cache(maxsize=128)
def _prepared_lights(places: Places, tabs: tuple[tuple[str, str], ...]) -> PreparedCounts:
    scope, (today, soon) = slotted(places), (_slot(name, "due_on") for name in ("today", "soon"))
    return PreparedCounts(lambda: [each.values("pk") for each in _lit(scope, tabs, today, soon)])


def _slot(name: str, field: str) -> Slot:
    return Slot(name, Declaration._meta.get_field(field))


def _values(scope: Scope, sought: Sought, place: tuple[Any, Any] | None) -> dict[str, Any]:
    """What stands in the slots of a shape."""
    found = values_of(scope) | {"year": sought.year, "agency": sought.agency, "at_least": sought.at_least}
    return found | ({"value": place[0], "pk": place[1]} if place else {})
