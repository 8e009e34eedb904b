"""Who is to be told of an event (提醒对象): whoever has to act next, or whose declaration it is, and never who did it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions.changing import place_of, process_of, role_at
from jixiao.web.records.models import Declaration, Event, MailChoice, MailWhen, Person, Post, Waiver
from jixiao.web.records.models.waivers import GRANTING

TOLD = {
    "declaration.submit": "arrived",
    "declaration.approve": "arrived",
    "declaration.return": "returned",
    "declaration.ratify": "ratified",
    "declaration.remind": "reminded",
    "declaration.waiver_ask": "waiver_asked",
    "declaration.waiver_grant": "waiver_decided",
    "declaration.waiver_refuse": "waiver_decided",
}
"""Actions of which somebody is told, and as what."""


def concerned(event: Event) -> tuple[Declaration, list[Person]] | None:
    """The declaration of an event, and who of those who want mail is concerned by it; ``None`` where nobody can be."""
    try:
        pk = UUID(event.chain_id.removeprefix("declaration:"))
    except ValueError:
        return None
    declaration = Declaration.objects.reached().filter(pk=pk).defer("draft").first()
    if declaration is None:
        return None
    people = [person for person in _people(event, declaration) if str(person.pk) != event.actor.get("id")]
    return declaration, [person for person in people if _sees(person, event, declaration)]


def _people(event: Event, declaration: Declaration) -> Iterable[Person]:
    kind, data = TOLD[event.action], event.data
    if kind == "arrived":
        role = role_at(process_of(declaration), str(data.get("to", "")))
        return _holding(role, place_of(declaration, role)) if role else ()
    if kind == "reminded":
        role = str(data.get("to", ""))
        return _holding(role, place_of(declaration, role)) if role else ()
    if kind in ("returned", "ratified"):
        return _holding("clerk", declaration.agency_id)
    if kind == "waiver_asked":
        return _holding(GRANTING, declaration.finance_id)
    asked = Waiver.objects.reached().filter(pk=data.get("waiver")).select_related("asked_by").first()
    return [asked.asked_by] if asked and MailChoice.objects.filter(_wanting(), person=asked.asked_by).exists() else ()


def _wanting(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}when": MailWhen.NEVER}) & ~Q(**{f"{prefix}address": ""})


def _holding(role: str, place: Any) -> list[Person]:
    """Who holds a post today and wants mail."""
    today = clock.today()
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    posts = Post.objects.filter(lasting, role=role, agency_id=place, valid_from__lte=today).values("person_id")
    wanting = MailChoice.objects.filter(_wanting()).values("person_id")
    return list(Person.objects.filter(pk__in=posts, is_active=True).filter(pk__in=wanting))


def _sees(person: Person, event: Event, declaration: Declaration) -> bool:
    """The person may read the declaration; whoever decides about waivers is told of what units ask for while they write."""
    actor = actor_of(person)
    if TOLD[event.action] == "waiver_asked":
        return Waiver.objects.visible_to(actor.scope).filter(declaration=declaration).exists()
    return Declaration.objects.visible_to(actor.scope).filter(pk=declaration.pk).exists()
