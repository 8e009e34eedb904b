"""What the audit administrator asks for: events by person, action, day, object and result (事件查询)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from jixiao.exports.formulas import neutralise
from jixiao.messages import catalogue, text
from jixiao.web.records.actions.administration.refusing import day_typed
from jixiao.web.records.models import Agency, Chain, Declaration, Event, Import, Person
from jixiao.workflow import titles

KINDS = ("declaration", "person", "agency", "import", "attachment", "token", "check", "year", "pack")
"""What an event can be about, as its object or its chain names it."""
_FEW = 50
_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the audit administrator looks for (查询条件).

    Attributes:
        who: login, or a part of a name.
        action: such as ``declaration.submit``, or a kind of actions such as ``declaration``.
        since: first day.
        until: last day.
        object: id of whatever it is about, with or without its kind; or code of an agency, or login of a person.
        result: ``done`` or ``refused``.
    """

    who: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    object: str = ""
    result: str = ""

    def plain(self) -> dict[str, str]:
        """What was asked for, as an event tells it."""
        days = {"since": self.since.isoformat() if self.since else "", "until": self.until.isoformat() if self.until else ""}
        told = {"who": self.who, "action": self.action, "object": self.object, "result": self.result} | days
        return {name: value for name, value in told.items() if value}


def asked_of(given: Mapping[str, str], today: date) -> tuple[Asked, list[str]]:
    """What the query row says, and the fields of it that could not be understood.

    Without days it is the last thirty, so that the search does not go through years for one page.
    """
    wrong: list[str] = []

    def day(name: str) -> date | None:
        told = given.get(name, "").strip()
        try:
            return day_typed(told) if told else None
        except ValueError:
            wrong.append(name)
            return None

    asked = Asked(
        who=_line(given.get("who", "")),
        action=_line(given.get("action", "")),
        since=day("since"),
        until=day("until"),
        object=_line(given.get("object", "")),
        result=given.get("result", "") if given.get("result", "") in ("done", "refused") else "",
    )
    if asked.since and asked.until and asked.since > asked.until:
        wrong.append("until")
    if "since" not in given and not wrong:
        asked = replace(asked, since=today - timedelta(days=30))
    return asked, wrong


def events(asked: Asked) -> QuerySet:
    """The events that were asked for, the last appended first."""
    found = Event.objects.all()
    if asked.since or asked.until:
        found = _within(found, asked.since, asked.until)
    if asked.who:
        found = found.filter(_by(asked.who))
    if asked.action:
        found = found.filter(Q(action=asked.action) | Q(action__startswith=f"{asked.action}."))
    if asked.object:
        found = found.filter(_about(asked.object))
    if asked.result:
        found = found.filter(result=asked.result)
    return found.order_by("-id")


def page_of(found: QuerySet, before: str, size: int) -> tuple[list[Event], str]:
    """Some events behind the one that was seen last, and the mark of the last of them where more follow."""
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(id__lt=int(before))
    rows = list(found[: size + 1])
    return rows[:size], str(rows[size - 1].pk) if len(rows) > size else ""


def actions_known() -> list[str]:
    """All actions that have a name, for the list to choose from."""
    return sorted(key.removeprefix("action.") for key in catalogue() if key.startswith("action."))


def actions_by_kind() -> dict[str, list[str]]:
    """The actions to choose from, by what they are about, with all of each kind first; refused requests are a kind of their own."""
    found: dict[str, list[str]] = {}
    for action in actions_known():
        found.setdefault(action.partition(".")[0], []).append(action)
    return {**found, "refused": []}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a list shows it (事件行)."""

    event: Event
    at: datetime
    name: str
    who: str
    post: str
    place: str
    about: str


def told_of(events: Sequence[Event]) -> list[Told]:
    """Events in the words of the page; what they are about is called by its name, whoever may see it otherwise."""
    names = _names([place for event in events if (place := _place(event))])
    return [_told(event, names.get(_place(event), "")) for event in events]


def _place(event: Event) -> str:
    """What an event is about: nothing, where it stands in the chain of the person and names nothing else."""
    return event.object or ("" if event.chain_id.startswith("person:") or event.chain_id == "system" else event.chain_id)


def _names(places: list[str]) -> dict[str, str]:
    """Places such as ``declaration:<uuid>`` to the names of what they are."""
    keys: dict[str, dict[UUID, str]] = {}
    for place in places:
        kind, _, rest = place.partition(":")
        with suppress(ValueError):
            keys.setdefault(kind, {})[UUID(rest)] = place
    found: dict[str, str] = {}
    for kind, queries in (
        ("declaration", Declaration.objects.reached()),
        ("person", Person.objects.all()),
        ("agency", Agency.objects.all()),
        ("import", Import.objects.reached()),
    ):
        if kind in keys:
            found |= {keys[kind][pk]: name for pk, name in queries.filter(pk__in=list(keys[kind])).values_list("pk", "name")}
    return found


def _told(event: Event, about: str) -> Told:
    actor = event.actor
    who = actor.get("name", "")
    if who == "system":
        who = event.data.get("login") or text("web_events.system") if isinstance(event.data, dict) else text("web_events.system")
    role = actor.get("role", "")
    post = titles()["roles"][role].title() if role in titles()["roles"] else role
    if actor.get("stands_in_for"):
        post += f" · {text('web_administration.stands_in', name=actor['stands_in_for'])}"
    return Told(event, datetime.fromisoformat(event.at), name_of(event.action), who, post, _place(event), about)


def parts_of(data: Any) -> list[tuple[str, str, str]]:
    """What an event tells, a row for each name: what it was before and what it is after, or what it is, where nothing was before."""
    if not isinstance(data, dict):
        return [("", "", _written(data))] if data else []
    before, after = data.get("before"), data.get("after")
    rows = []
    if isinstance(before, dict) or isinstance(after, dict):
        old, new = (each if isinstance(each, dict) else {} for each in (before, after))
        rows = [(name, _written(old.get(name)), _written(new.get(name))) for name in dict.fromkeys([*old, *new])]
        data = {name: value for name, value in data.items() if name not in ("before", "after")}
    return [*rows, *((name, "", _written(value)) for name, value in data.items())]


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return text("web_events.yes" if value else "web_events.no")
    for kind in ("stages", "roles"):
        if isinstance(value, str) and value in titles()[kind]:
            return titles()[kind][value].title()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def name_of(action: str) -> str:
    """What an action is called."""
    if action.startswith("refused."):
        return text("web_events.refused_request", route=action.removeprefix("refused."))
    return text(f"action.{action}") if f"action.{action}" in catalogue() else action


_WHO = ("actor", "login", "role", "agency", "stands_in_for", "via", "address")
_WHAT = ("action", "action_name", "object", "result", "before", "after", "data", "previous", "digest")
COLUMNS = ("chain", "seq", "at", "at_office", *_WHO, *_WHAT)


def csv_lines(found: QuerySet) -> Iterator[bytes]:
    """Events as a CSV file in which no cell is a formula: a header, then a line each, the last appended first (导出)."""
    yield "\ufeff".encode() + _csv([[text(f"event_column.{name}") for name in COLUMNS]])
    before = ""
    while True:
        rows, before = page_of(found, before, _BLOCK)
        yield _csv(_cells(event) for event in rows)
        if not before:
            return


def _cells(event: Event) -> list[str]:
    actor = event.actor
    told = {
        "chain": event.chain_id,
        "seq": str(event.seq),
        "at": event.at,
        "at_office": timezone.localtime(datetime.fromisoformat(event.at)).isoformat(sep=" ", timespec="seconds"),
        "actor": actor.get("name", ""),
        "action": event.action,
        "action_name": name_of(event.action),
        "object": event.object,
        "result": event.result,
        "before": event.before or "",
        "after": event.after or "",
        "data": json.dumps(event.data, ensure_ascii=False, sort_keys=True) if event.data else "",
        "previous": event.previous,
        "digest": event.digest,
    }
    return [neutralise(str(told[name] if name in told else actor.get(name, ""))) for name in COLUMNS]


def _csv(rows: Iterable[list[str]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue().encode("utf-8", "backslashreplace")


def _line(given: str) -> str:
    return "".join(letter for letter in given.strip() if letter.isprintable())[:96]


def _within(found: QuerySet, since: date | None, until: date | None) -> QuerySet:
    """Events of some days of the office. The numbers of the first and the last of them bound the search, whatever a clock did."""
    days = Q()
    if since:
        days &= Q(at__gte=_moment(since))
    if until:
        days &= Q(at__lt=_moment(until + timedelta(days=1)))
    ends = Event.objects.filter(days).aggregate(first=Min("id"), last=Max("id"))
    if ends["first"] is None:
        return found.none()
    return found.filter(days, id__gte=ends["first"], id__lte=ends["last"])


def _moment(day: date) -> str:
    """The beginning of a day of the office, as events tell times."""
    at = timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _by(who: str) -> Q:
    """Events of people by login or a part of the name; those of a login that nobody has are logins that were refused."""
    people = Person.objects.filter(Q(login=who.lower()) | Q(name__icontains=who)).values_list("pk", flat=True)[:_FEW]
    return Q(actor__id__in=[str(pk) for pk in people]) | Q(data__login=who)


def _about(given: str) -> Q:
    """Events about something: its own chain, or those that name it."""
    kind, _, rest = given.rpartition(":")
    ids = {rest} if kind else {str(pk) for pk in _ids_of(given)}
    keys = [f"{each}:{found}" for each in ((kind,) if kind else KINDS) for found in ids]
    return Q(object__in=keys) | Q(chain_id__in=list(Chain.objects.filter(pk__in=keys).values_list("pk", flat=True)))


def _ids_of(given: str) -> list[Any]:
    try:
        return [UUID(given)]
    except ValueError:
        found = [*Agency.objects.filter(code=given).values_list("pk", flat=True)]
        return [*found, *Person.objects.filter(login=given.lower()).values_list("pk", flat=True), given]
