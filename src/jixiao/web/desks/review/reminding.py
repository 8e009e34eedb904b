"""One click asks whoever has a declaration to get on with it (催办)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from jixiao.messages import text
from jixiao.web.desks.review.queue import Queue
from jixiao.web.desks.review.views import one, sheet_page
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records.actions.reminders import remind
from jixiao.web.records.refusals import RefusedError

_SHOWN = 60
"""Letters of a name in what is told afterwards, which travels in a cookie."""


@require_POST
def reminder(request: HttpRequest, pk: Any) -> HttpResponse:
    """Remind whoever has it; the sheet says that it was done, or why not."""
    declaration = one(request, pk)
    note = request.POST.get("note", "").replace("\x00", "")
    try:
        made = remind(pk, actor=request.actor, note=note)
    except RefusedError as refused:
        return sheet_page(request, declaration, status=409, remind_error=refused)
    messages.success(request, text("web_remind.done", role=called("role", made.role), name=str(declaration)[:_SHOWN]))
    address = Queue(request, declaration).address
    return HttpResponseRedirect(f"{declaration.get_absolute_url()}{'?' + address if address else ''}")
