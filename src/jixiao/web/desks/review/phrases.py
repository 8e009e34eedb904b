"""Phrases of one's own, beside those of the jurisdictions (常用语)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jixiao.packs.pack import PHRASED
from jixiao.web.records.actions.phrases import LONGEST, drop_phrase, keep_phrase
from jixiao.web.records.models import Phrase
from jixiao.web.records.queries import STAGE_OF_ROLE
from jixiao.web.records.refusals import RefusedError


@require_http_methods(["GET", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    """What the person often writes, and a field for one more."""
    _need_reviewer(request)
    move, written, error = request.POST.get("move", PHRASED[-1]), request.POST.get("text", "").replace("\x00", ""), None
    if request.method == "POST":
        try:
            keep_phrase(move=move, text=written, actor=request.actor)
        except RefusedError as refused:
            error = refused
        else:
            return HttpResponseRedirect(reverse("phrases"))
    own = [(each, list(request.actor.person.phrases.filter(move=each))) for each in PHRASED]
    told = {"own": own, "moves": PHRASED, "move": move, "written": written, "error": error, "longest": LONGEST}
    return render(request, "review/phrases.html", told, status=422 if error else 200)


@require_POST
def phrase_drop(request: HttpRequest, number: int) -> HttpResponse:
    """Take a phrase away."""
    _need_reviewer(request)
    found = get_object_or_404(Phrase, pk=number, person=request.actor.person)
    drop_phrase(found.pk, actor=request.actor)
    return HttpResponseRedirect(reverse("phrases"))


def _need_reviewer(request: HttpRequest) -> None:
    """Whoever decides nothing has no phrases."""
    if STAGE_OF_ROLE.keys().isdisjoint(request.actor.scope.roles):
        raise Http404
