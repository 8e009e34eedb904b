"""Scopes of one shape: whoever holds the same roles at as many agencies is asked for by the same SQL (同形数据权限)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from jixiao.web.records.models import Agency, Declaration, Person
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.scope import FEW, Scope

Places = tuple[tuple[str, int], ...]
"""Each role, and at how many agencies it is held."""
_COLUMNS = [field.attname for field in Declaration._meta.concrete_fields]


def places_of(scope: Scope) -> Places | None:
    """The shape of a scope; ``None`` where the person holds many posts, or may read declarations that are named one by one."""
    if scope.has("third_party") or any(len(places) > FEW for places in scope.roles.values()):
        return None
    return tuple(sorted((role, len(places)) for role, places in scope.roles.items()))


def slotted(places: Places) -> Scope:
    """A scope of a shape, with a slot for each agency and for the person."""
    roles = {role: frozenset(Slot(f"{role}_{at}", Agency._meta.pk) for at in range(count)) for role, count in places}
    return Scope(Slot("person", Person._meta.pk), roles)


def values_of(scope: Scope) -> dict[str, Any]:
    """What stands in these slots."""
    found = {f"{role}_{at}": key for role, places in scope.roles.items() for at, key in enumerate(places)}
    return found | {"person": scope.person_id}


def declaration_of(scope: Scope, pk: Any, *, locked: bool = False) -> Declaration:
    """A declaration that may be seen, locked until the end of the transaction if that is asked for.

    Raises:
        Declaration.DoesNotExist: there is none in the scope.
    """
    places = places_of(scope)
    if places is None:
        found = Declaration.objects.visible_to(scope)
        return (found.select_for_update(of=("self",)) if locked else found).get(pk=pk)
    rows = _one(places, locked).rows(pk=pk, **values_of(scope))
    if not rows:
        raise Declaration.DoesNotExist(f"no declaration {pk} in this scope")
    return Declaration.from_db(DEFAULT_DB_ALIAS, _COLUMNS, rows[0])


@lru_cache(maxsize=256)
def _one(places: Places, locked: bool) -> Prepared:
    scope = slotted(places)

    def build() -> Any:
        found = Declaration.objects.visible_to(scope).filter(pk=Slot("pk", Declaration._meta.pk)).values_list(*_COLUMNS)
        return found.select_for_update() if locked else found

    return Prepared(build)
