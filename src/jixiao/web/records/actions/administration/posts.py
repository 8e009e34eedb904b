"""Posts, stand-ins and hand-over, by the security administrator (岗位管理)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.holding import (
    check_exclusive,
    check_left,
    check_level,
    day_before,
    overlaps,
    posts_from,
)
from jixiao.web.records.actions.administration.refusing import Faults, Words, need, need_other
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Agency, Assignment, Person, Post, Role
from jixiao.web.records.refusals import RefusedError

POWER = "security_admin"


@dataclass(frozen=True, slots=True)
class Passed:
    """What went from one person to another (交接结果).

    Attributes:
        given: posts that the other holds now.
        left_out: posts that the other holds anyway.
        since: first day.
        assigned: declarations that a third party reads, which went along.
    """

    given: tuple[Post, ...]
    left_out: tuple[Post, ...]
    since: date | None
    assigned: int = 0


@transaction.atomic
def give_post(pk: Any, *, agency: str, role: str, since: str, until: str, actor: Actor) -> Post:
    """Give somebody a role at an agency (任命).

    Args:
        pk: id of the person.
        agency: its code, or its name where only one has it.
        role: one of :class:`Role`.
        since: first day, as typed; today or later.
        until: last day, as typed; empty where the post lasts.
        actor: a security administrator.

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: it would be the administrator's own post.
        NotAcceptedError: something is missing or wrong, or the role is excluded by another that the person holds.
    """
    need(actor, POWER)
    person = _locked(pk, actor)
    faults = Faults()
    _check_open(faults, person)
    place = _agency(agency, faults)
    first, last = _period(faults, since, until)
    if role not in Role.values:
        faults.add("role", "missing")
    elif place is not None:
        check_level(faults, place, role)
    if role in Role.values and first is not None:
        held = posts_from(person, first)
        check_exclusive(faults, person, role, first, last, held)
        if place is not None:
            _check_twice(faults, person, place, role, first, last, held)
    faults.stop()
    assert place is not None and first is not None  # noqa: S101 - there were no faults
    post = Post.objects.create(person=person, agency=place, role=role, valid_from=first, valid_until=last)
    record(actor, "post.give", role=POWER, object=f"person:{pk}", data={"after": _plain(post)})
    return post


@transaction.atomic
def end_post(post_id: int, *, on: str, actor: Actor) -> date:
    """Let a post end with a day; with the day before today it ends at once (免职).

    Args:
        post_id: which.
        on: the last day, as typed; yesterday or later.
        actor: a security administrator.

    Returns:
        the last day.

    Raises:
        Post.DoesNotExist: there is none.
        PowerError: it is the administrator's own post.
        NotAcceptedError: the day is wrong, or nobody would hold the power of an administrator.
        RefusedError: the post is over already.
    """
    need(actor, POWER)
    found = Post.objects.values_list("person_id", flat=True).get(pk=post_id)
    person = _locked(found, actor)
    post = Post.objects.select_for_update(of=("self",)).select_related("person", "agency", "stands_in_for").get(pk=post_id)
    if post.valid_until is not None and post.valid_until < clock.today():
        raise RefusedError("web_administration.post_over", role=Words("role", post.role), day=post.valid_until.isoformat())
    faults = Faults()
    last = faults.day("on", on, least=day_before(clock.today()))
    if last is not None:
        if post.valid_until is not None and last > post.valid_until:
            faults.add("on", "ends_earlier", day=post.valid_until.isoformat())
        check_left(faults, person, [post], max(clock.today(), _day_after(last)))
    faults.stop()
    assert last is not None  # noqa: S101 - there were no faults
    before = _plain(post)
    _end(post, last)
    record(actor, "post.end", role=POWER, object=f"person:{person.pk}", data={"before": before, "after": {"until": last.isoformat()}})
    return last


@transaction.atomic
def stand_in(pk: Any, *, login: str, since: str, until: str, actor: Actor) -> Passed:
    """Let somebody hold all posts of a person who is on leave, from a day until a day (代理).

    The person keeps them; the events of the other say for whom they were done.

    Args:
        pk: id of the person on leave.
        login: of the stand-in.
        since: first day, as typed; today or later.
        until: last day, as typed.
        actor: a security administrator.

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: the administrator would stand in, or be stood in for by his own hand.
        NotAcceptedError: something is missing or wrong, or posts of both exclude each other.
    """
    need(actor, POWER)
    absent, other, faults = _pair(pk, login, actor)
    first, last = _period(faults, since, until, is_lasting=False)
    if first is not None and last is not None:
        own = [post for post in posts_from(absent, first) if overlaps(post, first, last) and post.stands_in_for_id is None]
        if not own:
            faults.add("", "nothing_to_stand_in_for", name=absent.name)
        given, left_out = _passable(faults, other, [(post, *_within(post, first, last)) for post in own], for_whom=absent)
    faults.stop()
    Post.objects.bulk_create(given)
    told = {"stands_in_for": absent.login, "after": [_plain(post) for post in given], "held_anyway": [_plain(post) for post in left_out]}
    record(actor, "post.stand_in", role=POWER, object=f"person:{other.pk}", data=told)
    return Passed(tuple(given), tuple(left_out), first)


@transaction.atomic
def hand_over(pk: Any, *, login: str, since: str, actor: Actor) -> Passed:
    """Give all posts of a person to another from a day on, with everything that waits there (交接).

    What waits belongs to posts and not to people, so that it is with the other at once; declarations that a third party was given to
    read go along.

    Args:
        pk: id of the person who goes.
        login: of the one who comes.
        since: first day of the other, as typed; today or later.
        actor: a security administrator.

    Raises:
        Person.DoesNotExist: there is none.
        PowerError: one of both is the administrator.
        NotAcceptedError: something is missing or wrong, or posts exclude each other.
    """
    need(actor, POWER)
    leaving, other, faults = _pair(pk, login, actor)
    first = faults.day("since", since)
    if first is not None:
        own = posts_from(leaving, first)
        if not own:
            faults.add("", "nothing_to_hand_over", name=leaving.name)
        kept = [post for post in own if post.stands_in_for_id != other.pk]
        given, left_out = _passable(faults, other, [(post, max(first, post.valid_from), post.valid_until) for post in kept])
    faults.stop()
    assert first is not None  # noqa: S101 - there were no faults
    before = [_plain(post) for post in own]
    for post in own:
        _end(post, day_before(first))
    Post.objects.bulk_create(given)
    assigned = _pass_assignments(leaving, other, first)
    told = {
        "to": other.login,
        "on": first.isoformat(),
        "before": before,
        "after": [_plain(post) for post in given],
        "held_anyway": [_plain(post) for post in left_out],
        "assigned": assigned,
    }
    record(actor, "post.hand_over", role=POWER, object=f"person:{pk}", data=told)
    return Passed(tuple(given), tuple(left_out), first, assigned)


def _locked(pk: Any, actor: Actor) -> Person:
    person = Person.objects.select_for_update().get(pk=pk)
    need_other(actor, person)
    return person


def _pair(pk: Any, login: str, actor: Actor) -> tuple[Person, Person, Faults]:
    """Two people, locked in an order that is always the same."""
    faults = Faults()
    other_id = Person.objects.filter(login=login.strip().lower()).values_list("pk", flat=True).first()
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=[pk, other_id]).order_by("pk")}
    if pk not in people:
        raise Person.DoesNotExist
    for person in people.values():
        need_other(actor, person)
    if other_id is None:
        faults.add("login", "no_person" if login.strip() else "missing", text=login.strip()[:40])
        faults.stop()
    if other_id == pk:
        faults.add("login", "same_person")
        faults.stop()
    _check_open(faults, people[other_id], field="login")
    return people[pk], people[other_id], faults


def _check_open(faults: Faults, person: Person, *, field: str = "") -> None:
    if not person.is_active:
        faults.add(field, "account_closed", name=person.name)


def _agency(given: str, faults: Faults) -> Agency | None:
    text = given.strip()
    if not text:
        faults.add("agency", "missing")
        return None
    found = list(Agency.objects.filter(code=text)) or list(Agency.objects.filter(name=text)[:2])
    if len(found) != 1:
        faults.add("agency", "no_agency" if not found else "many_agencies", text=text[:80])
        return None
    return found[0]


def _period(faults: Faults, since: str, until: str, *, is_lasting: bool = True) -> tuple[date | None, date | None]:
    first = faults.day("since", since)
    last = faults.day("until", until, least=first, is_needed=not is_lasting)
    return first, last


def _check_twice(faults: Faults, person: Person, agency: Agency, role: str, first: date, last: date | None, held: Iterable[Post]) -> None:
    for post in held:
        same = post.agency_id == agency.pk and post.role == role and overlaps(post, first, last)
        if same and (post.stands_in_for_id is None or post.valid_from == first):
            faults.add(
                "role", "held_already", name=person.name, role=Words("role", role), agency=agency.name, since=post.valid_from.isoformat()
            )


def _within(post: Post, first: date, last: date) -> tuple[date, date]:
    """The part of a period in which a post is held."""
    return max(first, post.valid_from), last if post.valid_until is None else min(last, post.valid_until)


def _passable(
    faults: Faults, other: Person, wanted: Sequence[tuple[Post, date, date | None]], *, for_whom: Person | None = None
) -> tuple[list[Post], list[Post]]:
    """Posts that another person gets, and those that he holds anyway; what excludes them is a fault."""
    held = posts_from(other, clock.today())
    given: list[Post] = []
    left_out: list[Post] = []
    for post, first, last in wanted:
        if any(_covers(each, post, first, last) for each in (*held, *given)):
            left_out.append(post)
            continue
        check_exclusive(faults, other, post.role, first, last, (*held, *given), field="login")
        same = [each for each in (*held, *given) if each.agency_id == post.agency_id and each.role == post.role]
        if any(each.valid_from == first for each in same):
            faults.add("since", "begins_same_day", name=other.name, role=Words("role", post.role), agency=post.agency.name)
        absent = for_whom or post.stands_in_for
        given.append(Post(person=other, agency=post.agency, role=post.role, valid_from=first, valid_until=last, stands_in_for=absent))
    return given, left_out


def _covers(held: Post, post: Post, first: date, last: date | None) -> bool:
    is_same = held.agency_id == post.agency_id and held.role == post.role
    return is_same and held.valid_from <= first and (held.valid_until is None or (last is not None and held.valid_until >= last))


def _pass_assignments(leaving: Person, other: Person, first: date) -> int:
    """What a third party was given to read goes along, unless the other reads it already."""
    own = list(Assignment.objects.select_for_update().filter(person=leaving, valid_until__gte=first).order_by("pk"))
    theirs = {each.declaration_id: each for each in Assignment.objects.filter(person=other)}
    for each in own:
        if each.declaration_id in theirs:
            mine = theirs[each.declaration_id]
            mine.valid_until = max(mine.valid_until, each.valid_until)
            mine.save(update_fields=["valid_until"])
        else:
            Assignment.objects.create(person=other, declaration_id=each.declaration_id, by_id=each.by_id, valid_until=each.valid_until)
        each.valid_until = day_before(first)
        each.save(update_fields=["valid_until"])
    return len(own)


def _end(post: Post, last: date) -> None:
    """Let a post end; one that would not have begun is given up, and the event holds what it was."""
    if last < post.valid_from:
        post.delete()
    elif post.valid_until is None or last < post.valid_until:
        post.valid_until = last
        post.save(update_fields=["valid_until"])


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _plain(post: Post) -> dict[str, Any]:
    """A post, as an event tells it."""
    return {
        "person": post.person.login,
        "agency": post.agency.code,
        "role": str(post.role),
        "since": post.valid_from.isoformat(),
        "until": post.valid_until.isoformat() if post.valid_until else None,
        "stands_in_for": post.stands_in_for.login if post.stands_in_for else None,
    }
