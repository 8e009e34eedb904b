"""``python -m jixiao.web guard``: make the triggers again by which the database keeps events and versions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from jixiao.web.records import guarding


class Command(BaseCommand):
    """Make the triggers."""

    help = "Make the triggers again that refuse to change or delete events and versions"
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        gone = guarding.missing(connection)
        with connection.schema_editor() as editor:
            guarding.guard(None, editor)
        self.stdout.write(f"made again: {', '.join(gone)}" if gone else "none was missing")
