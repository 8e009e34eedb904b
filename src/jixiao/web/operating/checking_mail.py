"""Whether notices by mail can go: the server answers, links have an address, nothing has been given up (邮件检查)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection

from jixiao.web.operating.items import Item, bad, note, ok
from jixiao.web.records.actions.notices import MOST_TRIES
from jixiao.web.records.models import MailChoice, MailWhen, Notice

_PATIENCE_SECONDS = 5


def look() -> Iterator[Item]:
    """Look at what sends notices; that it is off is well."""
    if not settings.MAIL:
        yield ok("mail", "mail_off")
        return
    if not settings.ADDRESS.startswith(("http://", "https://")):
        yield bad("mail", "mail_no_address")
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(timeout=_PATIENCE_SECONDS)
        connection.open()
        connection.close()
    except OSError as error:
        yield bad("mail", "mail_silent", server=place, reason=" ".join(str(error).split())[:200])
        return
    given_up = Notice.objects.filter(sent_at__isnull=True, tries__gte=MOST_TRIES).count()
    if given_up:
        yield note("mail", "mail_given_up", server=place, count=given_up)
    else:
        yield ok("mail", "mail_ok", server=place, count=MailChoice.objects.exclude(when=MailWhen.NEVER).count())
