"""Read a crafted file as a user would, and hold the reading to what must be true whatever the file is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import jixiao
from jixiao import messages
from jixiao.documents.limits import Limits
from jixiao.model import Document

SECONDS = 10
"""Seconds that one crafted file may take: a guard against hanging, with slack for a busy machine."""
PARENT_MEGABYTES = 20


def read(path: Path, *, seconds: float = SECONDS, limits: Limits | None = None) -> Document:
    """The reading of a file, in time and without effect on this process."""
    before, start = _resident_megabytes(), time.monotonic()
    document = jixiao.read(path, name=path.name, limits=limits)
    taken = time.monotonic() - start

    assert taken < seconds, f"{taken:.1f} s"
    assert _resident_megabytes() - before < PARENT_MEGABYTES
    check(document)
    return document


def read_bytes(data: bytes, folder: Path, name: str = "file.bin", *, seconds: float = SECONDS, limits: Limits | None = None) -> Document:
    """The reading of a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return read(path, seconds=seconds, limits=limits)


def check(document: Document) -> None:
    """The account adds up, and every problem says in both languages where, what, and what to do."""
    account = document.account
    assert account.cells == account.typed + account.prose + account.ignored + account.problems
    assert account.cells or document.problems, "a file without cells is empty, and that is a problem"
    for problem in [*document.problems, *document.notes]:
        for language in messages.LANGUAGES:
            assert problem.message(language).strip()
            assert problem.remedy(language).strip()
            assert "{" not in problem.remedy(language)


def ids(document: Document) -> set[str]:
    """Numbers of the problems."""
    return {problem.id for problem in document.problems}


def _resident_megabytes() -> float:
    if not sys.platform.startswith("linux"):
        return 0.0
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))
