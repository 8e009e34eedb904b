"""Many declarations decided at once: what was chosen in a list, what is asked, what became of each (批量办理)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.rules import load_catalogue
from jixiao.web.desks.lists.asking import Listing, listing_of
from jixiao.web.desks.lists.rows import risk_told
from jixiao.web.desks.review.saying import Asked, grades_of, phrases_for, usual_grade
from jixiao.web.desks.review.views import LONGEST
from jixiao.web.records import clock, lists, queries
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import bulk
from jixiao.web.records.actions.bulk import MOST, Chosen, Outcome, Row
from jixiao.web.records.models import Declaration
from jixiao.workflow import LEVELS, load_process


@dataclass(frozen=True, slots=True)
class Told:
    """A chosen declaration in words (待办理的一件): ``mark`` is what the form sends of it."""

    mark: str
    declaration: Declaration
    address: str
    findings: tuple[str, ...]
    risk: str
    reason: CallerError | None


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, name: str) -> HttpResponse:
    """Ask about the rows that were chosen in a list, and decide them one by one (批量办理)."""
    if name not in (*bulk.MOVES, bulk.REMIND):
        raise Http404
    listing = listing_of(request.actor, request.GET) if request.GET.get("role") else None
    back = f"{reverse('declarations')}?{listing.address}" if listing else reverse("declarations")
    if request.method == "GET":
        return HttpResponseRedirect(back)
    chosen, is_cut = _chosen(request, listing)
    rows = bulk.looked_at(name, chosen, request.actor)
    if not rows:
        if chosen:
            raise Http404
        return HttpResponseRedirect(back)
    around = {"section": "declarations", "name": name, "back": back, "query": listing.address if listing else ""}
    phrases = phrases_for(name, [row.declaration.pack for row in rows], request.actor.person)
    asked = Asked.of(request, phrases)
    process = load_process(LEVELS)
    if request.POST.get("step") == "do" and asked.check(name, process):
        return _done(request, name, chosen, asked, around)
    is_first = request.POST.get("step") != "do"
    ready = [row.declaration for row in rows if row.reason is None]
    if is_first:
        asked = _proposed(name, ready, request.actor)
    told = [_told(row, listing) for row in rows]
    can = [each for each in told if each.reason is None]
    return render(
        request,
        "review/bulk.html",
        around
        | {
            "can": can,
            "cannot": [each for each in told if each.reason is not None],
            "asked": asked,
            "phrases": phrases,
            "grades": grades_of(name, process),
            "amount": _sum(each.declaration for each in can),
            "with_errors": sum(1 for each in can if each.declaration.errors),
            "is_cut": is_cut,
            "most": MOST,
            "longest": LONGEST,
            "today": clock.today(),
        },
        status=200 if is_first and can else 409 if is_first else 422,
    )


def _done(request: HttpRequest, name: str, chosen: Sequence[Chosen], asked: Asked, around: dict[str, Any]) -> HttpResponse:
    """What became of each; what somebody else changed meanwhile is offered again."""
    outcomes = bulk.decide(name, chosen, asked.said, actor=request.actor)
    done = [each for each in outcomes if each.result == "done"]
    told = around | {
        "done": done,
        "not_done": [each for each in outcomes if each.result != "done"],
        "again": _again(name, outcomes, request.actor),
        "asked": asked,
        "amount": _sum(each.declaration for each in done if each.declaration),
    }
    return render(request, "review/bulk_done.html", told, status=200 if done else 409)


def _again(name: str, outcomes: Iterable[Outcome], actor: Actor) -> list[Row]:
    """What can be decided as it is now."""
    tried = [Chosen(each.pk, each.declaration.revision) for each in outcomes if each.may_be_tried_again and each.declaration]
    return [row for row in bulk.looked_at(name, tried, actor) if row.reason is None]


def _chosen(request: HttpRequest, listing: Listing | None) -> tuple[list[Chosen], bool]:
    """The rows that were ticked, or the first of the whole list; whether there were more than are decided at once."""
    if request.POST.get("whole") == "1" and listing is not None:
        rows, following = lists.page(request.actor.scope, listing.sought, _columns(listing), "", MOST)
        return [Chosen(row[0], row[1]) for row in rows], bool(following)
    marks = request.POST.getlist("chosen")
    found = [each for each in map(_mark, marks) if each is not None]
    return found[:MOST], len(found) > MOST


def _columns(listing: Listing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("id", "revision", listing.order.lstrip("-"))))


def _mark(told: str) -> Chosen | None:
    pk, _, revision = told.partition(":")
    try:
        found = UUID(pk)
    except ValueError:
        return None
    return Chosen(found, int(revision)) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None


def _proposed(name: str, ready: Sequence[Declaration], actor: Actor) -> Asked:
    if name != "ratify" or not ready:
        return Asked(grade=usual_grade(name, ready) if ready else "")
    number, on = queries.last_ratified(ready[0], actor)
    return Asked(number=number, on=on.isoformat() if on else clock.today().isoformat())


def _told(row: Row, listing: Listing | None) -> Told:
    found, findings = row.declaration, []
    for rule, count in row.findings.items():
        title = _titles().get(rule, {}).get(language(), rule)
        findings.append(title if count == 1 else text("web_bulk.found_times", title=title, count=count))
    address = found.get_absolute_url() + (f"?{listing.address}" if listing else "")
    risk = risk_told(found.errors, found.warnings, found.risk, found.annual_yuan) if found.risk else ""
    return Told(f"{found.pk}:{row.seen}", found, address, tuple(findings), risk, row.reason)


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    """What each rule finds, in a few words of each language."""
    return {rule.id: rule.title for rule in load_catalogue().rules}


def _sum(declarations: Iterable[Declaration]) -> Decimal:
    return sum((each.annual_yuan or Decimal(0) for each in declarations), Decimal(0))
