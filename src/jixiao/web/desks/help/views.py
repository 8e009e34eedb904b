"""What a page is for, what to do next on it, and its keys (帮助); tours for who is new (导览)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.messages import catalogue, text
from jixiao.web.desks.importing.keys import keys_told

WHAT, NEXT, STEP = "web_help.what.", "web_help.next.", "web_tour"
TOURS = ("clerk", "reviewer")
_EVERYWHERE = ("?", "/")
_ROWS = ("j", "k", "Enter")
_BEGINNING = frozenset({"home", "declarations"})
"""Pages on which a clerk begins a declaration with a key."""
_LISTS = frozenset({"home", "declarations", "people", "agencies", "posts", "events", "imports", "queue"})


@dataclass(frozen=True, slots=True)
class Help:
    """What is told of a page.

    Attributes:
        page: name of its address.
        what: it is for.
        next: what one does on it.
        keys: each with what it does.
    """

    page: str
    what: str
    next: str
    keys: tuple[tuple[str, str], ...]


def pages() -> list[str]:
    """Names of the pages of which something is told."""
    return [key.removeprefix(WHAT) for key in catalogue() if key.startswith(WHAT)]


@cache
def groups() -> dict[str, list[str]]:
    """Names of pages by the heading under which they are told of."""
    found: dict[str, list[str]] = tomllib.loads(resources.files(__package__).joinpath("groups.toml").read_text("utf-8"))["groups"]
    return found


def help_of(name: str) -> Help:
    """What is told of a page; of all pages together where nothing is told of it."""
    known = name if WHAT + name in catalogue() else "any"
    return Help(known, text(WHAT + known), text(NEXT + known), tuple(_keys(known)))


def _keys(name: str) -> list[tuple[str, str]]:
    keys = [*_EVERYWHERE, *(_ROWS if name in _LISTS else ()), *("n" if name in _BEGINNING else ())]
    told = [(key, text(f"web_help.key.{_NAMES.get(key, key)}")) for key in keys]
    if name == "declarations":
        told += [(key, text(f"web_help.key.mark_{key}")) for key in "xX"] + [(key, text(f"web_review.key.{key}")) for key in "aru"]
    if name == "sheet":
        told += [(key, text(f"web_review.key.{key}")) for key in "arunplfc"]
    if name in ("sheet", "move"):
        told += [("Alt 1–9", text("web_review.key.alt")), ("1–5", text("web_review.key.digit"))]
    if name == "edit":
        told += [_pair(text(key)) for key in catalogue() if key.startswith("declare_keys.")]
    if name == "queue_desk":
        told += keys_told()
    return told


_NAMES = {"?": "help", "/": "search", "Enter": "enter"}


def _pair(told: str) -> tuple[str, str]:
    keys, _, what = told.partition("|")
    return keys, what


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Help of all pages by what one is about, and the tours (帮助)."""
    told = [(name, [help_of(page) for page in of_group]) for name, of_group in groups().items()]
    return render(request, "help/index.html", {"groups": told, "tours": TOURS})


@require_GET
def page(request: HttpRequest, page: str) -> HttpResponse:
    """Help of one page: as a page of its own, or as a part for the dialogue (本页帮助)."""
    template = "help/body.html" if getattr(request, "htmx", False) else "help/page.html"
    return render(request, template, {"help": help_of(page), "tours": TOURS})


@require_GET
def tour(request: HttpRequest, who: str) -> HttpResponse:
    """Three minutes for who is new: what happens with a declaration, in pictures of the demonstration (三分钟导览)."""
    if who not in TOURS:
        raise Http404
    steps: list[dict[str, Any]] = []
    while f"{STEP}.{who}.title{len(steps) + 1}" in catalogue():
        number = len(steps) + 1
        told = {name: text(f"{STEP}.{who}.{name}{number}") for name in ("title", "text")}
        steps.append({"number": number, "picture": f"jixiao/tour/{who}-{number}.png", **told})
    return render(request, "help/tour.html", {"who": who, "steps": steps, "tours": TOURS})
