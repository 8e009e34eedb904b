"""What is told on the next page, in a cookie that only this host sets."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Told(CookieStorage):
    """Django's storage under a name that browsers take by https from this host alone."""

    cookie_name = "__Host-messages" if settings.HTTPS else "messages"
