"""What a person may see: the scope of every query (数据权限).

Records of agencies are read through :class:`ScopedManager`. Inside a request a query that was not narrowed by
:meth:`ScopedQuerySet.visible_to` raises :class:`UnscopedQueryError` when it is run, so that a forgotten scope is a loud failure and never
a leak. Outside of requests (migrations, the worker, commands) there is nobody to narrow for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

_in_request: ContextVar[bool] = ContextVar("in_request", default=False)

READERS_OF_ALL = frozenset({"finance_reviewer", "performance_reviewer", "observer"})
READERS_BELOW = frozenset({"department_reviewer"})
READERS_OF_OWN = frozenset({"clerk", "unit_head"})
BUSINESS_ROLES = READERS_OF_ALL | READERS_BELOW | READERS_OF_OWN
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})


class UnscopedQueryError(RuntimeError):
    """A query of records of agencies was run in a request without a scope: a fault of ours."""


@contextmanager
def requested() -> Iterator[None]:
    """Inside, queries of scoped records must be narrowed."""
    token = _in_request.set(True)
    try:
        yield
    finally:
        _in_request.reset(token)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a person holds which role today, stand-ins included.

    Attributes:
        person_id: whose.
        roles: role to the agencies where it is held.
        assigned: declarations that a third party was given, by id.
    """

    person_id: Any
    roles: dict[str, frozenset[Any]] = field(default_factory=dict)
    assigned: frozenset[Any] = frozenset()

    @property
    def is_business(self) -> bool:
        """Holds a role that works with declarations."""
        return bool(self.roles.keys() & (BUSINESS_ROLES | {"third_party"}))

    def has(self, role: str) -> bool:
        """Holds a role anywhere."""
        return role in self.roles

    def agencies_of(self, *roles: str) -> frozenset[Any]:
        """Agencies where one of some roles is held."""
        return frozenset().union(*(self.roles.get(role, frozenset()) for role in roles))

    def roles_on(self, declaration: Any) -> frozenset[str]:
        """The roles of the person towards one declaration."""
        places = {
            **dict.fromkeys(READERS_OF_OWN, declaration.agency_id),
            **dict.fromkeys(READERS_BELOW, declaration.department_id),
            **dict.fromkeys(READERS_OF_ALL, declaration.finance_id),
        }
        return frozenset(role for role, place in places.items() if place in self.roles.get(role, ()))

    def declarations(self) -> Q:
        """Which declarations the person may see: a unit its own, reviewers those that have once been submitted to them."""
        found = Q()
        for branch in self.branches():
            found |= branch
        return found or Q(pk__in=[])

    def branches(self) -> list[Q]:
        """The same by the ground on which they are seen: each of them is found by an index of its own."""
        found = []
        if own := self.agencies_of(*READERS_OF_OWN):
            found.append(at("agency_id", own))
        if below := self.agencies_of(*READERS_BELOW):
            found.append(at("department_id", below) & Q(submitted_at__isnull=False))
        if under := self.agencies_of(*READERS_OF_ALL):
            found.append(at("finance_id", under) & Q(submitted_at__isnull=False))
        if self.assigned:
            found.append(Q(pk__in=self.assigned, submitted_at__isnull=False))
        return found


FEW = 4


def at(name: str, places: Iterable[Any]) -> Q:
    """Records at one of some places: a few are compared one by one, so that queries with slots can be written for them."""
    wanted = list(places)
    if not wanted:
        return Q(pk__in=[])
    return Q(*((name, place) for place in wanted), _connector=Q.OR) if len(wanted) <= FEW else Q(**{f"{name}__in": wanted})


class ScopedQuerySet(models.QuerySet):
    """A query that knows whether it was narrowed to what a person may see."""

    _is_scoped = False

    def visible_to(self, scope: Scope) -> ScopedQuerySet:
        """Only what the person of ``scope`` may see."""
        narrowed = self.filter(self.model.visible(scope))
        narrowed._is_scoped = True
        return narrowed

    def reached(self) -> ScopedQuerySet:
        """Records that are reached from one that was narrowed before, or that the action itself is about."""
        chained = self._chain()
        chained._is_scoped = True
        return chained

    def _clone(self) -> ScopedQuerySet:
        clone = super()._clone()
        clone._is_scoped = self._is_scoped
        return clone

    @property
    def is_scoped(self) -> bool:
        """It was narrowed to what a person may see."""
        return self._is_scoped

    def _check(self) -> None:
        if _in_request.get() and not self._is_scoped:
            raise UnscopedQueryError(f"a query of {self.model.__name__} in a request was not narrowed: call visible_to(scope)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._check()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._check()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check()
        return super().update(**kwargs)

    def delete(self) -> Any:
        self._check()
        return super().delete()


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]  # Django makes the class
    """Gives narrowed queries; what is reached from a record that a person was given is narrowed already."""

    def get_queryset(self) -> ScopedQuerySet:
        queries = super().get_queryset()
        if getattr(self, "instance", None) is not None:
            queries._is_scoped = True
        return queries
