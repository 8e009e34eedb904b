"""What administrators look up: people, their posts, and what waits at a post (人员与岗位)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from jixiao.web.records import clock
from jixiao.web.records.actions.administration.refusing import day_typed
from jixiao.web.records.models import Agency, Assignment, Declaration, Event, Involvement, Person, Post, Stage
from jixiao.web.records.queries import MANY, PLACE_OF_ROLE, STAGE_OF_ROLE, count_capped

_WAITS = {
    "clerk": (Stage.DRAFT, Stage.RETURNED),
    "finance_reviewer": (Stage.FINANCE_REVIEW, Stage.APPROVED),
    **{role: (stage,) for role, stage in STAGE_OF_ROLE.items() if role != "finance_reviewer"},
}
"""Stages in which a declaration waits for a role."""
SHOWN = 20
_CHOICES = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits at a post (岗位待办).

    Attributes:
        post: which.
        count: declarations, never more than :data:`jixiao.web.records.queries.MANY`.
        rows: the oldest of them.
        tied: how many of them the successor wrote, so that somebody else has to decide about them.
    """

    post: Post
    count: int
    rows: tuple[Declaration, ...]
    tied: int = 0

    @property
    def is_many(self) -> bool:
        """There are more than are counted."""
        return self.count >= MANY


def people(words: str = "", state: str = "") -> QuerySet:
    """People by words in login or name, and by the state of their accounts, each with the posts held today (``held``)."""
    found = Person.objects.all()
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(login__icontains=word))
    if state == "active":
        found = found.filter(is_active=True)
    elif state == "closed":
        found = found.filter(is_active=False)
    elif state == "locked":
        found = found.filter(Q(is_held=True) | Q(locked_until__gt=clock.now()), is_active=True)
    elif state == "without_post":
        found = found.filter(is_active=True).exclude(pk__in=posts_on(clock.today()).values("person_id"))
    held = posts_on(clock.today()).select_related("agency").order_by("agency__code", "role", "id")
    return found.prefetch_related(Prefetch("posts", held, to_attr="held"))


def posts_on(day: date) -> QuerySet:
    """Posts held on a day."""
    return Post.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


def posts(words: str = "", role: str = "", day: date | None = None) -> QuerySet:
    """Posts of a day by words in person or agency, and by role."""
    found = posts_on(day or clock.today())
    for word in words.split():
        named = Q(person__name__icontains=word) | Q(person__login__icontains=word)
        found = found.filter(named | Q(agency__name__icontains=word) | Q(agency__code__istartswith=word))
    if role:
        found = found.filter(role=role)
    return found.select_related("person", "agency", "stands_in_for")


def posts_of(person: Person) -> list[Post]:
    """All posts of a person, those that last first; ``is_over`` and ``is_ahead`` say how they stand to today."""
    found = list(Post.objects.filter(person=person).select_related("agency", "stands_in_for").order_by("agency__code", "role", "id"))
    for post in found:
        post.is_over = post.valid_until is not None and post.valid_until < clock.today()
        post.is_ahead = post.valid_from > clock.today()
    return sorted(found, key=lambda post: post.is_over)


def agencies() -> list[Agency]:
    """Agencies to choose from, by code; whoever has more types the code."""
    return list(Agency.objects.order_by("code")[:_CHOICES])


def logins() -> list[Person]:
    """People to choose from, by login; where there are more the login is typed."""
    return list(Person.objects.filter(is_active=True).order_by("login")[:_CHOICES])


def name_of(login: str) -> str:
    """What the person with a login is called."""
    return Person.objects.filter(login=login.strip().lower()).values_list("name", flat=True).first() or login


def day_of(typed: str) -> tuple[date, bool]:
    """A day as typed, today where it is none, and whether it was not understood."""
    try:
        return (day_typed(typed) if typed.strip() else clock.today()), False
    except ValueError:
        return clock.today(), True


def yesterday() -> date:
    """With this day ends what ends at once."""
    return clock.today() - timedelta(days=1)


def waiting_at(post: Post, successor: Person | None = None) -> Waiting:
    """What waits at a post; it is with whoever holds the post, and so goes along when it is handed over."""
    found = _waiting(post)
    tied = 0
    if successor is not None and post.role not in ("clerk", "third_party"):
        own = Involvement.objects.filter(person=successor, made=True).values("declaration_id")
        tied = count_capped(found.filter(pk__in=own))
    rows = found.only("id", "name", "code", "stage", "stage_since", "due_on", "agency_name").order_by("due_on", "stage_since", "id")
    return Waiting(post, count_capped(found), tuple(rows[:SHOWN]), tied)


def _waiting(post: Post) -> QuerySet:
    found = Declaration.objects.reached()
    if post.role == "third_party":
        given = Assignment.objects.filter(person_id=post.person_id, valid_until__gte=clock.today())
        return found.filter(pk__in=given.values("declaration_id"))
    stages = _WAITS.get(post.role, ())
    return found.filter(stage__in=stages, **{PLACE_OF_ROLE[post.role]: post.agency_id}) if stages else found.none()


def refused_since(day: date) -> int:
    """How many events of refusals there are since the beginning of a day, never more than :data:`jixiao.web.records.queries.MANY`."""
    begin = timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
    since = begin.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return count_capped(Event.objects.filter(at__gte=since, result="refused"))
