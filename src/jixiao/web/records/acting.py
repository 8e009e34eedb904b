"""Who acts, in which role, from where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.models import Agency, ApiToken, Assignment, Person, Post
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.scope import Scope


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody on leave, for whom another acts (被代理人)."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as it is held today (任职): what a request needs of it.

    Attributes:
        role: one of :class:`jixiao.web.records.models.Role`.
        agency: where.
        stands_in_for: whose post it is, where it is not one's own.
    """

    role: str
    agency: Agency
    stands_in_for: Absent | None = None

    @property
    def agency_id(self) -> Any:
        """Of the agency."""
        return self.agency.pk


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work (操作人).

    Attributes:
        person: who; ``None`` for the system itself.
        scope: what may be seen.
        posts: held today.
        address: of the machine, where a request came from one.
        via: ``web``, ``api`` or ``command``.
    """

    person: Person | None
    scope: Scope
    posts: tuple[HeldPost, ...] = ()
    address: str = ""
    via: str = "command"

    @property
    def somebody(self) -> Person:
        """The person; an action that only people do is asked for by nobody else.

        Raises:
            TypeError: it is the system.
        """
        if self.person is None:
            raise TypeError("the system does not do that")
        return self.person

    @property
    def chain(self) -> str:
        """The chain of what the person does that is about no declaration."""
        return f"person:{self.person.id}" if self.person else "system"

    def as_told(self, role: str = "", agency_id: Any = None) -> dict[str, str]:
        """The actor as an event names it, with the post in which something is done."""
        if self.person is None:
            return {"name": "system", "via": self.via}
        told = {"id": str(self.person.id), "login": self.person.login, "name": self.person.name, "via": self.via}
        if self.address:
            told["address"] = self.address
        if role:
            told["role"] = role
            post = next((post for post in self.posts if post.role == role and agency_id in (None, post.agency_id)), None)
            if post is not None:
                told["agency"] = post.agency.code
                if post.stands_in_for:
                    told["stands_in_for"] = post.stands_in_for.login
        return told


def actor_of(person: Person, *, address: str = "", via: str = "command", today: date | None = None) -> Actor:
    """A person with the posts held today; without any for one who was deactivated."""
    posts = posts_on(person, today or clock.today()) if person.is_active else ()
    assigned = frozenset(
        Assignment.objects.filter(person=person, valid_until__gte=clock.today()).values_list("declaration_id", flat=True)
        if any(post.role == "third_party" for post in posts)
        else ()
    )
    return Actor(person, scope_of(person, posts, assigned), posts, address, via)


def _posts() -> Any:
    day = Slot("day", Post._meta.get_field("valid_from"))
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    found = Post.objects.filter(lasting, person_id=Slot("person", Person._meta.pk), valid_from__lte=day).order_by("role", "id")
    agency = ("agency_id", "agency__code", "agency__name")
    return found.values_list("role", *agency, "stands_in_for__login", "stands_in_for__name")


def _token() -> Any:
    digest, now = (Slot(name, ApiToken._meta.get_field(field)) for name, field in (("digest", "digest"), ("now", "expires_at")))
    found = ApiToken.objects.filter(digest=digest, revoked_at=None, expires_at__gt=now)
    return found.values_list(*(f"person__{name}" for name in _COLUMNS))


_COLUMNS = [field.attname for field in Person._meta.concrete_fields]
_AGENCY = ("id", "code", "name")
_HELD = Prepared(_posts)
_BEARER = Prepared(_token)


def posts_on(person: Person, day: date) -> tuple[HeldPost, ...]:
    """The posts of a person on a day."""
    return tuple(
        HeldPost(role, Agency.from_db(DEFAULT_DB_ALIAS, _AGENCY, (pk, code, name)), Absent(login, absent) if login else None)
        for role, pk, code, name, login, absent in _HELD.rows(person=person.pk, day=day)
    )


def bearer_of(digest: str) -> Person | None:
    """Whose program sent a token, by its digest; ``None`` where it was revoked or is over."""
    row = next(iter(_BEARER.rows(digest=digest, now=clock.now())), None)
    return Person.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row) if row else None


def scope_of(person: Person, posts: Iterable[HeldPost], assigned: frozenset[Any] = frozenset()) -> Scope:
    """What somebody with these posts may see."""
    roles: dict[str, set[Any]] = {}
    for post in posts:
        roles.setdefault(post.role, set()).add(post.agency_id)
    return Scope(person.pk, {role: frozenset(places) for role, places in roles.items()}, assigned)


def system() -> Actor:
    """The program itself: the worker, a command."""
    return Actor(None, Scope(None))


def agencies_where(actor: Actor, *roles: str) -> list[Agency]:
    """Agencies where the actor holds one of some roles, by code."""
    return sorted({post.agency for post in actor.posts if post.role in roles}, key=lambda agency: agency.code)
