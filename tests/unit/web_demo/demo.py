"""What the demonstration of the ledger is made of, as its files have it, and its story told move by move without a database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources

from jixiao.declaring import Draft, from_project
from jixiao.model import Document
from jixiao.packs import Pack, load_pack
from jixiao.pipeline import read
from jixiao.workflow import load_process

DEMO = resources.files("jixiao.web").joinpath("demo")
DOCUMENTS = DEMO / "documents"
POLICE = "204"
"""Code of the department of the traffic police."""


@cache
def loaded(name: str) -> dict:
    return tomllib.loads(DEMO.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def declarations() -> list[dict]:
    return loaded("story")["declarations"]


def named(told: dict) -> str:
    return f"{told['document']}-{told['number']}-{told['stage']}"


def file_of(told: dict) -> dict:
    return next(given for given in loaded("story")["documents"] if given["id"] == told["document"])


@cache
def agency_year(code: str, fiscal_year: int) -> dict:
    agency = next(given for given in loaded("agencies")["agencies"] if given["code"] == code)
    return next(year for year in agency["years"] if year["fiscal_year"] == fiscal_year)


@cache
def reading(name: str) -> Document:
    return read(str(DOCUMENTS / name), name=name)


def year_of(told: dict) -> dict:
    file = file_of(told)
    return agency_year(file["agency"], file["fiscal_year"])


def pack_of(told: dict) -> Pack:
    return load_pack(year_of(told)["pack"])


def imported(told: dict) -> Draft:
    """What the declaration is when it is taken over from its file."""
    return from_project(reading(file_of(told)["file"]).projects[told["number"] - 1], pack_of(told))


def place_of(told: dict, role: str) -> str:
    """The agency at which a role decides about the declaration."""
    if role in ("clerk", "unit_head"):
        return file_of(told)["agency"]
    return year_of(told)["department" if role == "department_reviewer" else "finance"]


def holds(login: str, role: str, agency: str, on: date) -> bool:
    """The person holds the role there on a day."""
    person = next(given for given in loaded("people")["people"] if given["login"] == login)
    return any(
        (post["role"], post["agency"]) == (role, agency) and post["from"] <= on <= post.get("until", date.max) for post in person["posts"]
    )


@dataclass
class Moment:
    """The declaration after a move.

    Attributes:
        move: what was done, as the story tells it.
        role: in which role.
        before: the stage that it was done from.
        stage: the one that it led to.
        draft: what was typed by then.
        makers: who wrote or submitted it by then.
        decided: who decided at which level in this round of review, before this move.
        open_comments: paths of those that are not settled.
    """

    move: dict
    role: str
    before: str
    stage: str
    draft: Draft
    makers: frozenset[str]
    decided: dict[str, str] = field(default_factory=dict)
    open_comments: tuple[str, ...] = ()

    @property
    def at(self) -> datetime:
        return self.move["at"]


def moments(told: dict) -> Iterator[Moment]:
    """The story of one declaration; a move that the workflow does not know raises."""
    process = load_process(pack_of(told).review_levels)
    stage, draft, makers, decided, comments = "", Draft(), frozenset(), {}, ()
    for move in told["moves"]:
        name, before, decided = move["move"], stage, dict(decided)
        if name in ("comment", "settle"):
            role = process_role(process, stage) if name == "comment" else "clerk"
            comments = (*comments, move["path"]) if name == "comment" else tuple(path for path in comments if path != move["path"])
        else:
            role = next(each.roles[0] for each in process.moves if each.name == name and each.from_stage == stage)
            stage = process.move(name, stage, role).to_stage
            draft = changed(imported(told) if name == "create" else draft, move)
        if role == "clerk":
            makers |= {move["by"]}
        if name == "submit":
            decided = {}
        yield Moment(move, role, before, stage, draft, makers, decided, comments)
        if name in ("approve", "return"):
            decided[move["by"]] = before


def process_role(process, stage: str) -> str:
    return next(each.role for each in process.stages if each.name == stage)


def changed(draft: Draft, move: dict) -> Draft:
    for path, text in move.get("changes", {}).items():
        draft = draft.with_field(path, text)
    for key, why in move.get("explanations", {}).items():
        rule, _, path = key.partition("@")
        draft = draft.with_explanation(rule, path, why)
    return draft
