"""What changed between two versions, since one, since a day, or since last year, field by field (改动、上年对比)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.comparison.word_diff import pieces_of
from jixiao.declaring import Draft, DraftIndicator, aligned, difference
from jixiao.declaring.paths import split
from jixiao.messages import text
from jixiao.web.desks.review.frozen import draft_of, in_force, paper_with
from jixiao.web.desks.review.paper import Paper
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.remarks import where_of
from jixiao.web.desks.review.views import FORM_KINDS, one
from jixiao.web.records import queries
from jixiao.web.records.models import Declaration, Version
from jixiao.web.records.showing import as_shown

NOW, LAST_YEAR = "now", "last_year"
_MOST_COMPARED = 4_000_000
"""Product of the lengths of two texts up to which they are compared word by word."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not what it was (改动): ``came``, ``went`` or ``changed``, and its text piece by piece."""

    kind: str
    where: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...]


@require_GET
def changes(request: HttpRequest, pk: Any) -> HttpResponse:
    """What changed between two versions, since one, since the one of a day, or since last year's declaration of the project."""
    declaration = one(request, pk)
    versions = list(declaration.versions.defer("content"))
    last = queries.of_last_year(declaration, request.actor)
    if not versions and last is None:
        raise Http404
    day = _day(request.GET.get("on", ""))
    was = in_force(declaration, day) if day else None
    old, new = _sides(request, versions, last, was)
    after = draft_at(declaration, new)
    if old == LAST_YEAR:
        assert last is not None  # noqa: S101 - there is no such side without one
        before = aligned(Draft.from_plain(as_shown(last, request.actor.scope).draft), after)
    else:
        before = draft_at(declaration, old)
    papers = (paper_with(declaration, before), paper_with(declaration, after))
    told = {
        "section": "declarations",
        "kinds": FORM_KINDS,
        "declaration": declaration,
        "versions": versions,
        "last": last,
        "last_year": LAST_YEAR,
        "old": old,
        "new": new,
        "now": NOW,
        "on": day,
        "was": was,
        "changes": list(changes_between(before, after, papers)),
        "queue": Queue(request, declaration),
    }
    return render(request, "review/changes.html", told)


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError:
        raise Http404 from None
    if not 1990 < found.year < 2200:
        raise Http404
    return found


def _sides(request: HttpRequest, versions: list[Version], last: Declaration | None, was: Version | None) -> tuple[str, str]:
    """The two that are asked for: by default the last that was handed in before, or last year's, and how it is now."""
    known = {str(each.number) for each in versions}
    submitted = [str(each.number) for each in versions if each.move == "submit"]
    usual = submitted[-2] if len(submitted) > 1 else LAST_YEAR if last is not None else str(versions[0].number)
    old, new = str(was.number) if was else request.GET.get("from", usual), request.GET.get("to", NOW)
    if old not in known | ({LAST_YEAR} if last is not None else set()) or new not in known | {NOW}:
        raise Http404
    return old, new


def draft_at(declaration: Declaration, side: str) -> Draft:
    """What was typed in a version, by its number, or is now."""
    return Draft.from_plain(declaration.draft) if side == NOW else draft_of(declaration.versions.get(number=int(side)))


def changes_between(before: Draft, after: Draft, papers: tuple[Paper, Paper]) -> Iterator[Change]:
    """Fields that changed, and rows of indicators that came or went as a whole."""
    old_rows, new_rows = ({row.id: row for row in draft.indicators} for draft in (before, after))
    told: set[str] = set()
    for each in difference(before, after):
        row = split(each.path)[0]
        if row and (row in old_rows) != (row in new_rows):
            if row not in told:
                told.add(row)
                yield _row_change(old_rows.get(row), new_rows.get(row))
            continue
        old, new = each.before, each.after
        kind = "changed" if old and new else "came" if new else "went"
        is_short = len(old) * len(new) <= _MOST_COMPARED
        where = where_of(each.path, papers[1] if each.path in papers[1].labels else papers[0])
        yield Change(kind, where, old, new, pieces_of(old, new) if kind == "changed" and is_short else ())


def _row_change(old: DraftIndicator | None, new: DraftIndicator | None) -> Change:
    row = new or old
    assert row is not None  # noqa: S101 - it stands on one of the sides
    said = " · ".join(row.texts[key] for key in dict.fromkeys(("level1", "level2", "name", "target", *row.texts)) if row.text(key).strip())
    where = text("web_review.indicator_row", name=row.text("name").strip())
    return Change("came", where, "", said, ()) if new else Change("went", where, said, "", ())
