"""Who acts, in which role, from where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.models import Agency, Assignment, Person, Post
from jixiao.web.records.scope import Scope


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
    posts: tuple[Post, ...] = ()
    address: str = ""
    via: str = "command"

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
                if post.stands_in_for_id:
                    told["stands_in_for"] = post.stands_in_for.login
        return told


def actor_of(person: Person, *, address: str = "", via: str = "command", today: date | None = None) -> Actor:
    """A person with the posts held today; without any for one who was deactivated."""
    posts = tuple(posts_on(person, today or clock.today())) if person.is_active else ()
    assigned = frozenset(
        Assignment.objects.filter(person=person, valid_until__gte=clock.today()).values_list("declaration_id", flat=True)
        if any(post.role == "third_party" for post in posts)
        else ()
    )
    return Actor(person, scope_of(person, posts, assigned), posts, address, via)


def posts_on(person: Person, day: date) -> Iterable[Post]:
    """The posts of a person on a day."""
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    return Post.objects.filter(lasting, person=person, valid_from__lte=day).select_related("agency", "stands_in_for").order_by("role", "id")


def scope_of(person: Person, posts: Iterable[Post], assigned: frozenset[Any] = frozenset()) -> Scope:
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
