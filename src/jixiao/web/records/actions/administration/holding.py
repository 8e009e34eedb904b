"""Which posts exclude each other, and which must not be left empty (岗位互斥)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q

from jixiao.web.records import clock
from jixiao.web.records.actions.administration.refusing import Faults, Words
from jixiao.web.records.models import Agency, AgencyYear, Level, Person, Post, Role
from jixiao.web.records.scope import ADMINISTRATORS

LEVELS = {
    Role.CLERK: frozenset(Level),
    Role.UNIT_HEAD: frozenset(Level),
    Role.DEPARTMENT_REVIEWER: frozenset({Level.DEPARTMENT}),
    Role.FINANCE_REVIEWER: frozenset({Level.FINANCE}),
    Role.PERFORMANCE_REVIEWER: frozenset({Level.FINANCE}),
    Role.OBSERVER: frozenset({Level.FINANCE}),
    Role.THIRD_PARTY: frozenset({Level.FINANCE, Level.DEPARTMENT}),
    Role.SYSTEM_ADMIN: frozenset({Level.FINANCE}),
    Role.SECURITY_ADMIN: frozenset({Level.FINANCE}),
    Role.AUDIT_ADMIN: frozenset({Level.FINANCE}),
}
"""At agencies of which level a role may be held: a reviewer at the agency that reviews, whoever reads or administers at the authority."""


def overlaps(post: Post, since: date, until: date | None) -> bool:
    """A post is held on a day of a period; without an end it lasts."""
    return (until is None or post.valid_from <= until) and (post.valid_until is None or post.valid_until >= since)


def posts_from(person: Person, since: date) -> list[Post]:
    """Posts of a person that are held on some day from ``since`` on."""
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=since)
    return list(
        Post.objects.filter(lasting, person=person).select_related("agency", "stands_in_for").order_by("agency__code", "role", "id")
    )


def check_level(faults: Faults, agency: Agency, role: str, *, field: str = "agency") -> None:
    """The role exists at an agency of this kind, in any year."""
    levels = set(AgencyYear.objects.filter(agency=agency).values_list("level", flat=True))
    if not levels & LEVELS[Role(role)]:
        faults.add(
            field, "role_not_there", agency=agency.name, role=Words("role", role), levels=Words("level", *sorted(LEVELS[Role(role)]))
        )


def check_exclusive(
    faults: Faults, person: Person, role: str, since: date, until: date | None, held: Iterable[Post], *, field: str = "role"
) -> None:
    """The three powers exclude each other and every role that works with declarations (三员互斥)."""
    for post in held:
        if overlaps(post, since, until) and post.role != role and (role in ADMINISTRATORS or post.role in ADMINISTRATORS):
            faults.add(
                field,
                "excluded",
                name=person.name,
                role=Words("role", role),
                other=Words("role", post.role),
                agency=post.agency.name,
                since=post.valid_from.isoformat(),
            )


def others_hold(role: str, person: Person, day: date | None = None) -> bool:
    """Somebody else with an open account holds a role on a day and as long as nobody says otherwise."""
    held = Post.objects.filter(role=role)
    day = day or clock.today()
    return any(
        post.person_id != person.pk and post.person.is_active and post.valid_from <= day and post.valid_until is None
        for post in held.select_related("person")
    )


def check_left(faults: Faults, person: Person, posts: Sequence[Post] | None = None, day: date | None = None) -> None:
    """The power of an administrator does not end with its last holder.

    Args:
        faults: where it is told.
        person: who goes.
        posts: those that end; all of the person where ``None``.
        day: the first day without them; today where ``None``.
    """
    day = day or clock.today()
    ending = posts_from(person, day) if posts is None else posts
    for role in sorted({post.role for post in ending} & ADMINISTRATORS):
        if not others_hold(role, person, day) and not _keeps(person, role, day, {post.pk for post in ending}):
            faults.add("", "last_of_power", name=person.name, role=Words("role", role))


def _keeps(person: Person, role: str, day: date, ending: set[int]) -> bool:
    """The person holds the role elsewhere too, without an end."""
    return any(
        post.role == role and post.pk not in ending and post.valid_until is None and post.valid_from <= day
        for post in posts_from(person, day)
    )


def day_before(day: date) -> date:
    """The last day of what ends before ``day``."""
    return day - timedelta(days=1)
