"""``python -m jixiao.web checkpoint``: sign the heads of the chains now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jixiao.web.records.actions.checkpointing import checkpoint


class Command(BaseCommand):
    """Make a checkpoint."""

    help = "Sign the heads of all chains that grew since the last checkpoint"
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        made = checkpoint()
        self.stdout.write("nothing to sign" if made is None else f"checkpoint {made.number} of {len(made.heads)} chains")
