"""The page on which a declaration is written, begun and submitted (填报、新建、送审)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.declaring import Draft
from jixiao.errors import CallerError
from jixiao.messages import catalogue, language, text
from jixiao.web.desks.budget.room import room_of
from jixiao.web.desks.declare.telling import Understanding, missing_of, reasons_of, told_of, understanding_of, where_of
from jixiao.web.desks.declare.typed import FormTyping, is_revision
from jixiao.web.desks.library.unchanged import stale_of
from jixiao.web.desks.waiving.telling import waivable
from jixiao.web.desks.whole.standing import beside_form, whole_years
from jixiao.web.middleware import refused
from jixiao.web.records import queries
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import AgencyYear, Case, Declaration, Stage
from jixiao.web.records.refusals import ConflictError, NotReadyError
from jixiao.web.records.showing import as_shown, attached

_FOR_THE_PAGE = "declare_page."
_CASES = 5


def one(request: HttpRequest, pk: Any) -> Declaration:
    """A declaration that the person may see."""
    found = get_object_or_404(Declaration.objects.visible_to(request.actor.scope).select_related("agency"), pk=pk)
    return as_shown(found, request.actor.scope)


def may_write(request: HttpRequest, declaration: Declaration) -> bool:
    """The person declares for the unit, and it is with the unit."""
    return declaration.is_editable and "clerk" in request.actor.scope.roles_on(declaration)


def seen_in(request: HttpRequest) -> int:
    """The revision that the form was made of; one that nobody has where it says none."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 and is_revision(int(given)) else 0


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a declaration: for which agency, for which year (新建)."""
    open_years = list(
        AgencyYear.objects.filter(agency__in=agencies_where(request.actor, "clerk"), is_open=True)
        .select_related("agency", "department")
        .order_by("-fiscal_year", "agency__code")
    )
    if not request.actor.scope.has("clerk"):
        raise Http404
    if request.method == "GET":
        offered = list(Case.objects.visible_to(request.actor.scope).only("pk", "name")[:_CASES])
        told = {"open_years": open_years, "cases": offered, "wholes": whole_years(open_years)}
        return render(request, "declare/new.html", told)
    chosen = next((year for year in open_years if f"{year.agency_id}/{year.fiscal_year}" == request.POST.get("for", "")), None)
    if chosen is None:
        return render(request, "declare/new.html", {"open_years": open_years, "error": text("web_declare.choose")}, status=422)
    try:
        made = actions.create(chosen.agency, chosen.fiscal_year, Draft(), actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    return HttpResponseRedirect(reverse("edit", args=[made.pk]))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    """The form to type into; sent as a whole where the browser runs no program (填报)."""
    declaration = one(request, pk)
    if request.method == "GET":
        if not may_write(request, declaration):
            return HttpResponseRedirect(declaration.get_absolute_url())
        return edit_page(request, declaration, is_examined="examined" in request.GET)
    typing = _form(request, declaration)
    try:
        actions.save(pk, typing, seen=seen_in(request), actor=request.actor)
    except CallerError as error:
        return edit_refused(request, declaration, error, typing(Draft.from_plain(declaration.draft)))
    for path, why in typing.refused.items():
        messages.error(request, text("web_declare.not_kept", what=where_of(path, understanding_of(declaration)), why=why))
    if not typing.refused:
        messages.success(request, text("web_declare.saved"))
    return HttpResponseRedirect(f"{reverse('edit', args=[pk])}?examined=1")


@require_POST
def submit(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand it to the first level of review; all reasons against it come at once, each leading to its cell (送审)."""
    declaration = one(request, pk)
    typing = _form(request, declaration)
    try:
        saved = actions.save(pk, typing, seen=seen_in(request), actor=request.actor)
        done = actions.submit(pk, seen=saved.revision, actor=request.actor)
    except NotReadyError as error:
        return edit_page(request, one(request, pk), status=422, reasons=error.reasons)
    except CallerError as error:
        return edit_refused(request, declaration, error, typing(Draft.from_plain(declaration.draft)))
    messages.success(request, text("web_declare.submitted", name=str(done)))
    return HttpResponseRedirect(done.get_absolute_url())


def _form(request: HttpRequest, declaration: Declaration) -> FormTyping:
    return FormTyping(request.POST, understanding_of(declaration).sheet.offered)


def edit_refused(request: HttpRequest, declaration: Declaration, error: CallerError, typed: Draft) -> HttpResponse:
    """What was typed and could not be kept, with the reason: it is shown again, and nothing of it is lost.

    Args:
        request: that of the form.
        declaration: whose.
        error: why.
        typed: what would have been kept.
    """
    now = one(request, declaration.pk)
    if not may_write(request, now):
        return refused(request, error)
    status = 409 if isinstance(error, ConflictError) else 422
    return edit_page(request, now, status=status, error=error, typed=typed)


def edit_page(
    request: HttpRequest,
    declaration: Declaration,
    *,
    status: int = 200,
    reasons: Sequence[Any] = (),
    error: CallerError | None = None,
    typed: Draft | None = None,
    is_examined: bool = False,
) -> HttpResponse:
    """The page with the form."""
    understanding = understanding_of(declaration, typed)
    found = told_of(actions.examination_of(declaration), understanding) if is_examined else []
    comments = list(declaration.comments.select_related("by"))
    told = {
        "declaration": declaration,
        "sheet": understanding.sheet,
        "understood": understanding.targets,
        "reasons": reasons_of(reasons, understanding),
        "error": error,
        "theirs": _differences(declaration, typed, understanding) if typed else [],
        "examined": found,
        "missing": missing_of(found),
        "is_examined": is_examined,
        "comments": [_said(comment, understanding) for comment in comments],
        "sent_back": _sent_back(declaration),
        "attachments": attached(declaration),
        "room": room_of(declaration),
        **beside_form(declaration),
        "stale": stale_of(declaration, understanding),
        "limit": settings.UPLOAD_LIMIT // 2**20,
        "page_data": page_data(request, declaration, understanding) | {"is_refused": error is not None},
        "key_map": [text(key).split("|") for key in catalogue() if key.startswith("declare_keys.")],
        "moves": actions.moves_for(declaration, request.actor),
        "section": "declarations",
        **(waivable(declaration, request.actor) if is_examined else {}),
    }
    return render(request, "declare/edit.html", told, status=status)


def _differences(declaration: Declaration, typed: Draft, understanding: Understanding) -> list[dict[str, str]]:
    """Where what is kept differs from what was typed: the person decides which of both shall be."""
    kept = Draft.from_plain(declaration.draft)
    ids = {item.id for item in kept.indicators}
    found = []
    for path in dict.fromkeys((*typed.paths(), *kept.paths())):
        id_ = path.split(".")[1] if path.startswith("indicators.") else ""
        theirs = kept.text(path) if not id_ or id_ in ids else ""
        mine = typed.text(path) if not id_ or any(item.id == id_ for item in typed.indicators) else ""
        if mine != theirs:
            cell = understanding.sheet.cell_of(path)
            found.append({"where": where_of(path, understanding), "cell": cell, "mine": mine, "theirs": theirs})
    return found


def _said(comment: Any, understanding: Understanding) -> dict[str, Any]:
    cell = understanding.sheet.cell_of(comment.path) if comment.path else ""
    where = where_of(comment.path, understanding) if comment.path else text("web_declare.whole")
    return {"comment": comment, "cell": cell, "where": where}


def _sent_back(declaration: Declaration) -> dict[str, str] | None:
    """Who sent it back, when and why (退回意见)."""
    if declaration.stage != Stage.RETURNED:
        return None
    last = next((event for event in reversed(queries.history(declaration)) if event.action == "declaration.return"), None)
    if last is None:
        return None
    return {"by": last.actor.get("name", ""), "role": last.actor.get("role", ""), "at": last.at, "reason": last.data.get("reason", "")}


def page_data(request: HttpRequest, declaration: Declaration, understanding: Understanding) -> dict[str, Any]:
    """What the program in the page needs to know."""
    sheet, pk = understanding.sheet, declaration.pk
    return {
        "id": str(pk),
        "person": str(request.actor.person.pk),
        "revision": declaration.revision,
        "draft": declaration.draft,
        "at": declaration.updated_at.isoformat(),
        "addresses": {
            "save": reverse("autosave", args=[pk]),
            "paste": reverse("paste", args=[pk]),
            "examination": reverse("examination", args=[pk]),
            "compared": reverse("compared", args=[pk]),
            "login": reverse("login"),
        },
        "texts": {key.removeprefix(_FOR_THE_PAGE): text_of(key) for key in catalogue() if key.startswith(_FOR_THE_PAGE)},
        "levels": [
            {"code": level.code, "one": level.one, "rank": level.rank, "values": level.values, "printed": level.printed}
            for level in sheet.offered.levels
        ],
        "always": sheet.offered.always,
        "is_sorted": sheet.offered.is_sorted,
        "is_repeated": sheet.offered.is_repeated,
        "columns": sheet.table.column_kinds if sheet.table else [],
        "faults": [told.plain() for told in understanding.faults],
    }


def text_of(key: str) -> str:
    """A text of the catalogue with its names in braces, which are filled in by the page."""
    return catalogue()[key][language()]
