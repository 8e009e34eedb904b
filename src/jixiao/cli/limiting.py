"""Options that raise or lower what a file may cost."""

from __future__ import annotations

import click

from jixiao.documents.limits import Limits
from jixiao.messages import text

_FIELDS = {
    "max_megabytes": "megabytes",
    "max_unpacked": "unpacked_megabytes",
    "max_entries": "entries",
    "max_ratio": "ratio",
    "max_pages": "pages",
    "max_lines_per_page": "paths",
    "max_cells": "cells",
    "max_seconds": "seconds",
    "max_memory": "memory_megabytes",
}
"""Options and the limit that each sets."""
_LEAST_MEMORY = 128


def limit_options() -> list[click.Option]:
    """An option for each limit, with its default in the help."""
    return [
        click.Option(
            [f"--{name.replace('_', '-')}"],
            type=click.FloatRange(min=0, min_open=True) if name == "max_seconds" else click.IntRange(min=_least(name)),
            default=getattr(Limits(), field),
            show_default=True,
            metavar="N",
            help=text(f"help.{name}"),
        )
        for name, field in _FIELDS.items()
    ]


def limits_of(options: dict[str, float]) -> Limits:
    """The limits that the options of a call state."""
    return Limits(**{field: options[name] for name, field in _FIELDS.items()})  # type: ignore[arg-type]  # click has checked which are whole


def _least(name: str) -> int:
    return _LEAST_MEMORY if name == "max_memory" else 1
