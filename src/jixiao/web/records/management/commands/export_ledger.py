"""``python -m jixiao.web export_ledger FILE``: the chains as a file that ``jixiao verify`` reads."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jixiao.web.records.exporting import ledger_lines


class Command(BaseCommand):
    """Write a ledger file."""

    help = "Write all chains, or some of them, to a file that jixiao verify reads"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as everything.ledger.jsonl")
        parser.add_argument("--chain", action="append", help="such as declaration:<uuid>; all of them where none is named")

    def handle(self, *, file: Path, chain: list[str] | None, **options: Any) -> None:
        try:
            opened = file.open("xb")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error
        with opened:
            lines = sum(1 for line in ledger_lines(chain) if opened.write(line))
        self.stdout.write(f"{lines} lines")
