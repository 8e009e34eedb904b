"""Notices by mail, as the caller wants them (邮件提醒)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from jixiao.web.api.answering import MADE, OPEN
from jixiao.web.api.schemas.notices import MailOut, MailSent
from jixiao.web.records.actions.notices import choose_mail
from jixiao.web.records.models import MailChoice

router = Router(tags=["around"])


@router.get("/me/notices", response={200: MailOut, **OPEN}, operation_id="notices", summary="邮件提醒 · Notices by mail")
def notices(request: HttpRequest) -> dict[str, Any]:
    """Whether, where and when the caller is told by mail."""
    own = MailChoice.objects.filter(person=request.actor.person).first() or MailChoice(person=request.actor.person)
    return {"address": own.address, "when": own.when, "is_on": settings.MAIL}


@router.put("/me/notices", response={200: MailOut, **MADE}, operation_id="notices_choose", summary="设置邮件提醒 · Choose notices")
def notices_choose(request: HttpRequest, sent: MailSent) -> dict[str, Any]:
    """Say whether, where and when one is told by mail."""
    own = choose_mail(address=sent.address, when=sent.when, actor=request.actor)
    return {"address": own.address, "when": own.when, "is_on": settings.MAIL}
