"""Events as the audit administrator reads them (事件查询)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao.messages import language, speaking
from jixiao.web.desks.administration.asking import PAGE, power
from jixiao.web.middleware import refused
from jixiao.web.records import auditing, clock
from jixiao.web.records.actions import sessions
from jixiao.web.records.models import Event
from jixiao.web.records.refusals import RefusedError

POWER = "audit_admin"
MOST_ROWS = 100_000


@power(POWER)
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Events by person, action, day, object and result, the last first (事件)."""
    asked, wrong = auditing.asked_of(_given(request), clock.today())
    found = auditing.events(asked) if not wrong else Event.objects.none()
    rows, after = auditing.page_of(found, request.GET.get("after", ""), PAGE)
    told = {
        "rows": auditing.told_of(rows),
        "after": after,
        "asked": asked,
        "wrong": wrong,
        "kinds": auditing.actions_by_kind(),
    }
    return render(request, "administration/events.html", told)


@power(POWER)
@require_GET
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event with everything that it tells, and its neighbours in the chain (事件详情)."""
    found = Event.objects.select_related("chain").filter(pk=pk).first()
    if found is None:
        raise Http404
    beside = dict(Event.objects.filter(chain=found.chain_id, seq__in=[found.seq - 1, found.seq + 1]).values_list("seq", "pk"))
    parts = auditing.parts_of(found.data)
    told = {
        "told": auditing.told_of([found])[0],
        "event": found,
        "parts": parts,
        "has_before": any(old for _, old, _ in parts),
        "before": beside.get(found.seq - 1),
        "after": beside.get(found.seq + 1),
        "is_signed": found.seq <= found.chain.checkpointed_seq,
    }
    return render(request, "administration/event.html", told)


@power(POWER)
@require_GET
def export(request: HttpRequest) -> Any:
    """The events that were searched for as a CSV file; the export is an event itself (导出)."""
    try:
        return exported(request)
    except RefusedError as error:
        return refused(request, error)


def exported(request: HttpRequest) -> Any:
    """The events that the address asks for as a CSV file.

    Raises:
        RefusedError: it is not understood, or there are too many of them.
    """
    asked, wrong = auditing.asked_of(_given(request), clock.today())
    if wrong:
        raise RefusedError("web_events.not_understood")
    last = Event.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    found = auditing.events(asked).filter(pk__lte=last)
    count = found.order_by()[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        raise RefusedError("web_events.too_many_rows", count=MOST_ROWS, most=MOST_ROWS)
    sessions.note(request.actor, "event.export", data={"asked": asked.plain(), "rows": count, "up_to": last})
    lang = language()

    def lines() -> Any:
        with speaking(lang):
            yield from auditing.csv_lines(found)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="events-{clock.today().isoformat()}.csv"'
    return response


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: value.replace("\x00", "") for name, value in request.GET.items() if isinstance(value, str)}
