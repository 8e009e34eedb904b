"""Tell the story of the demonstration to an empty ledger: files are imported and moves are made as people would have done it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from importlib import resources
from typing import Any

from django.db import transaction

from jixiao.declaring import Draft
from jixiao.declaring.assessing import Assessment
from jixiao.packs.overlaying import fault_of
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor, actor_of
from jixiao.web.records.actions import budget, copying, declarations, importing
from jixiao.web.records.actions.administration.jurisdictions import Wanted, set_for
from jixiao.web.records.actions.assessing import assess
from jixiao.web.records.actions.reminders import remind
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.models import Agency, AgencyYear, Assignment, Declaration, Import, Person, Post
from jixiao.web.records.wan import wan_typed
from jixiao.web.records.why import Why

Progress = Callable[[int, int], None]
Reading = tuple[dict[str, Any] | None, Why]


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody of the demonstration, as the table of logins shows them."""

    login: str
    name: str
    office: str
    roles: tuple[str, ...]


def is_empty() -> bool:
    """Nobody and nothing is in the ledger."""
    return not Person.objects.exists() and not Agency.objects.exists()


def logins() -> list[Login]:
    """Everybody who can log in, in the order of the data."""
    return [
        Login(
            each["login"], each["name"], each.get("office") or _office(each), tuple(dict.fromkeys(post["role"] for post in each["posts"]))
        )
        for each in _told("people")["people"]
    ]


def load(progress: Progress | None = None) -> None:
    """Fill an empty ledger, all of it or nothing.

    Args:
        progress: called with how many steps of the story are told, and how many there are.
    """
    readings = _readings()
    with transaction.atomic():
        _tell(readings, progress)


def _readings() -> dict[str, Reading]:
    """What stands in the files: each is read by a child process, before anything is written."""
    files = [document["file"] for document in _told("story")["documents"]]
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as readers:
        return dict(zip(files, readers.map(lambda file: importing.reading_of(file, _content(file)), files), strict=True))


def _content(file: str) -> bytes:
    return resources.files(__package__).joinpath("documents", file).read_bytes()


def _tell(readings: Mapping[str, Reading], progress: Progress | None) -> None:
    agencies = _agencies()
    with clock.at(_begin()):
        people = _people(agencies)
    AgencyYear.objects.update(is_open=True)
    story = _Story(agencies, people, readings)
    steps = story.steps()
    for number, (at, step) in enumerate(steps, 1):
        with clock.at(at):
            step()
        if progress is not None:
            progress(number, len(steps))
    story.assign()
    for agency in _told("agencies")["agencies"]:
        for year in agency["years"]:
            if not year["is_open"]:
                AgencyYear.objects.filter(agency=agencies[agency["code"]], fiscal_year=year["fiscal_year"]).update(is_open=False)


def _begin() -> datetime:
    return min(document["at"] for document in _told("story")["documents"])


def _agencies() -> dict[str, Agency]:
    told = _told("agencies")["agencies"]
    found = {
        each["code"]: Agency(code=each["code"], name=max(each["years"], key=lambda year: year["fiscal_year"])["name"]) for each in told
    }
    Agency.objects.bulk_create(found.values())
    AgencyYear.objects.bulk_create(
        AgencyYear(
            agency=found[each["code"]],
            fiscal_year=year["fiscal_year"],
            name=year["name"],
            level=year["level"],
            parent=found.get(year.get("parent", "")),
            department=found.get(year.get("department", "")),
            finance=found[year["finance"]],
            pack=year["pack"],
        )
        for each in told
        for year in each["years"]
    )
    return found


def _people(agencies: Mapping[str, Agency]) -> dict[str, Person]:
    told = _told("people")["people"]
    people = {each["login"]: Person.objects.create_user(each["login"], each["name"], PASSWORD) for each in told}
    Post.objects.bulk_create(
        Post(
            person=people[each["login"]],
            agency=agencies[post["agency"]],
            role=post["role"],
            valid_from=post["from"],
            valid_until=post.get("until"),
            stands_in_for=people.get(post.get("stands_in_for", "")),
        )
        for each in told
        for post in each["posts"]
    )
    return people


class _Story:
    """What happened, told in the order of time."""

    def __init__(self, agencies: Mapping[str, Agency], people: Mapping[str, Person], readings: Mapping[str, Reading]) -> None:
        self._agencies, self._people, self._readings = agencies, people, readings
        self._told = _told("story")
        self._imports: dict[str, Import] = {}
        self._made: dict[tuple[str, int], Declaration] = {}
        self._wholes: dict[str, Declaration] = {}
        self._today = clock.today()

    def steps(self) -> list[tuple[datetime, Callable[[], object]]]:
        """Each step with its time."""
        found: list[tuple[datetime, int, Callable[[], object]]] = []
        for document in self._told["documents"]:
            found.append((document["at"], len(found), partial(self._import, document)))
        for declaration in self._told["declarations"]:
            for move in declaration["moves"]:
                found.append((self._when(move), len(found), partial(self._move, declaration, move)))
        for kind, do in (("rounds", self._round), ("ceilings", self._give), ("copies", self._copy), ("cases", self._mark)):
            for told in _told("library")[kind]:
                found.append((told["at"], len(found), partial(do, told)))
        for whole in _told("whole")["wholes"]:
            found.append((whole["begun"], len(found), partial(self._begin_whole, whole)))
            found += [(then["at"], len(found) + at, partial(self._go_on, whole, then)) for at, then in enumerate(whole.get("then", []))]
        for told in _told("whole")["assessments"]:
            found.append((told["at"], len(found), partial(self._assess, told)))
        setting = _told("lately")["setting"]
        found.append((self._back(setting), len(found), partial(self._set_deadlines, setting)))
        for told in _told("lately")["reminders"]:
            found.append((self._back(told), len(found), partial(self._remind, told)))
        return [(at, step) for at, _, step in sorted(found, key=lambda each: each[:2])]

    def _when(self, move: Mapping[str, Any]) -> datetime:
        """When a move was made: as it is told, or so many working days ago at that time of the day."""
        at: datetime = move["at"]
        return at if "days_back" not in move else max(at, datetime.combine(self._day(-move["days_back"]), at.time(), at.tzinfo))

    def _back(self, told: Mapping[str, Any]) -> datetime:
        return datetime.combine(self._day(-told["days_back"]), told["time"], _begin().tzinfo)

    def _day(self, working_days: int) -> date:
        return clock.working_day(working_days, self._today)

    def assign(self) -> None:
        """Give projects to third parties."""
        Assignment.objects.bulk_create(
            Assignment(
                person=self._people[each["person"]],
                declaration=self._made[each["document"], each["number"]],
                by=self._people[each["by"]],
                valid_until=each["until"],
            )
            for each in self._told["assignments"]
        )

    def _actor(self, login: str) -> Actor:
        return actor_of(self._people[login], address="127.0.0.1", via="web")

    def _round(self, told: Mapping[str, Any]) -> None:
        place = self._agencies[_told("library")["finance"]], _told("library")["fiscal_year"], told["kind"]
        actor = self._actor(told["by"])
        if told["do"] == "open":
            due_on = self._day(told["due_in"]) if "due_in" in told else told.get("due")
            budget.open_round(*place, actor=actor, due_on=due_on)
        else:
            budget.close_round(*place, actor=actor)

    def _set_deadlines(self, setting: Mapping[str, Any]) -> None:
        """Deadlines around the day of loading; none where that day is too far from the budget year for them."""
        year = _told("lately")["fiscal_year"]
        wanted: dict[str, list[Wanted]] = {}
        for told in _told("lately")["deadlines"]:
            for pack, days in told["due_in"].items():
                day = self._day(days).isoformat()
                if not fault_of("deadline", told["name"], day, year):
                    wanted.setdefault(pack, []).append(Wanted("deadline", told["name"], day, year))
        for pack, of_pack in wanted.items():
            set_for(pack, of_pack, reason=setting["reason"], actor=self._actor(setting["by"]))

    def _remind(self, told: Mapping[str, Any]) -> None:
        remind(self._made[told["document"], told["number"]].pk, note=told["note"], actor=self._actor(told["by"]))

    def _give(self, told: Mapping[str, Any]) -> None:
        given = {self._agencies[code].pk: budget.Given(wan_typed(amount)) for code, amount in told["wan"].items()}
        budget.set_ceilings(_told("library")["fiscal_year"], given, actor=self._actor(told["by"]))

    def _copy(self, told: Mapping[str, Any]) -> None:
        copying.copy_declaration(self._made[told["document"], told["number"]].pk, told["to"], actor=self._actor(told["by"]))

    def _mark(self, told: Mapping[str, Any]) -> None:
        copying.mark_case(self._made[told["document"], told["number"]].pk, note=told["note"], actor=self._actor(told["by"]))

    def _begin_whole(self, told: Mapping[str, Any]) -> None:
        agency, year = self._agencies[told["agency"]], _told("whole")["fiscal_year"]
        self._wholes[told["agency"]] = begin_whole(agency, year, actor=self._actor(told["by"]))

    def _go_on(self, whole: Mapping[str, Any], then: Mapping[str, Any]) -> None:
        own = Declaration.objects.get(pk=self._wholes[whole["agency"]].pk)
        told = {"seen": own.revision, "actor": self._actor(then["by"])}
        if then["move"] == "save":
            declarations.save(own.pk, lambda draft: _whole_typed(draft, then), **told)
        elif then["move"] == "submit":
            declarations.submit(own.pk, **told)
        else:
            declarations.approve(own.pk, opinion=then["opinion"], **told)

    def _assess(self, told: Mapping[str, Any]) -> None:
        said = Assessment.from_plain({name: told[name] for name in ("heads", "conclusion", "reason")})
        assess(self._made[told["document"], told["number"]].pk, said, seen=0, actor=self._actor(told["by"]))

    def _import(self, document: Mapping[str, Any]) -> None:
        agency, year = self._agencies[document["agency"]], document["fiscal_year"]
        found = importing.receive(agency, year, document["file"], _content(document["file"]), actor=self._actor(document["by"]))
        importing.keep_reading(found.pk, *self._readings[document["file"]])
        self._imports[document["id"]] = found

    def _move(self, declaration: Mapping[str, Any], move: Mapping[str, Any]) -> None:
        key = declaration["document"], declaration["number"]
        actor = self._actor(move["by"])
        if move["move"] == "create":
            (self._made[key],) = importing.take_over(self._imports[key[0]].pk, [key[1]], actor=actor)
            return
        own = Declaration.objects.get(pk=self._made[key].pk)
        told = {"seen": own.revision, "actor": actor}
        match move["move"]:
            case "save":
                declarations.save(own.pk, lambda draft: _typed(draft, move), **told)
            case "submit":
                declarations.submit(own.pk, **told)
            case "withdraw":
                declarations.withdraw(own.pk, reason=move.get("reason", ""), **told)
            case "comment":
                declarations.comment(own.pk, path=move["path"], text=move["text"], **told)
            case "settle":
                said = own.comments.filter(path=move["path"], settled_at=None).earliest("at")
                declarations.settle(own.pk, said.pk, actor=actor)
            case "approve":
                declarations.approve(own.pk, opinion=move.get("opinion", ""), **told)
            case "return":
                declarations.send_back(own.pk, reason=move["reason"], **told)
            case "ratify":
                declarations.ratify(own.pk, number=move["number"], on=move["on"], **told)
            case "discard":
                declarations.discard(own.pk, reason=move["reason"], **told)
            case other:
                raise ValueError(f"story.toml: no move {other!r}")


def _whole_typed(draft: Draft, then: Mapping[str, Any]) -> Draft:
    """What the department types: its texts and indicators, and sources that come to the whole that was proposed."""
    for path, text in then["fields"].items():
        draft = draft.with_field(path, text)
    for row in then["indicators"]:
        draft = draft.with_indicator(row)
    parts = (Decimal(draft.text(path) or "0") for path in ("amounts.basic", "amounts.project"))
    return draft.with_field("amounts.fiscal", f"{sum(parts, Decimal(0))}")


def _typed(draft: Draft, move: Mapping[str, Any]) -> Draft:
    for path, text in move.get("changes", {}).items():
        draft = draft.with_field(path, text)
    for key, text in move.get("explanations", {}).items():
        rule, _, path = key.partition("@")
        draft = draft.with_explanation(rule, path, text)
    return draft


def _office(person: Mapping[str, Any]) -> str:
    codes = {agency["code"]: agency["years"][-1]["name"] for agency in _told("agencies")["agencies"]}
    return "、".join(dict.fromkeys(codes[post["agency"]] for post in person["posts"]))


@cache
def _told(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


PASSWORD = str(_told("people")["password"])
"""The one password of all."""
