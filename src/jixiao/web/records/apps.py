from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import pre_migrate

from jixiao.web.records import guarding


class Records(AppConfig):
    """The tables."""

    name = "jixiao.web.records"
    label = "records"

    def ready(self) -> None:
        """Watch over migrations, so that none takes events away."""
        pre_migrate.connect(guarding.refuse_backwards, sender=self)
