from __future__ import annotations

from django.apps import AppConfig


class Desks(AppConfig):
    """Pages."""

    name = "jixiao.web.desks"
    label = "desks"
