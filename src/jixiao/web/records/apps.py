from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    """The tables."""

    name = "jixiao.web.records"
    label = "records"
