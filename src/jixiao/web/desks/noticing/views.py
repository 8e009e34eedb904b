"""Whether and where one wants to be told by mail (邮件提醒)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.administration.asking import form_again, typed
from jixiao.web.records.actions.notices import choose_mail
from jixiao.web.records.models import MailChoice, MailWhen, Notice

LATEST = 20


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The own choice, and what was sent last."""
    person = request.actor.person
    own = MailChoice.objects.filter(person=person).first() or MailChoice(person=person)
    last = Notice.objects.visible_to(request.actor.scope).filter(person=person).select_related("declaration").defer("declaration__draft")
    told = {"asked": {"address": own.address, "when": own.when}, "choices": MailWhen.values, "last": last[:LATEST], "faults": {}}
    told |= {"is_on": settings.MAIL}
    if request.method == "POST":
        asked = typed(request, "address", "when")
        try:
            choose_mail(**asked, actor=request.actor)
        except CallerError as error:
            return form_again(request, "noticing/notices.html", error, told | {"asked": asked})
        messages.success(request, text("web_notices.saved"))
        return HttpResponseRedirect(reverse("notices"))
    return render(request, "noticing/notices.html", told)
