"""The worker: does tasks, signs checkpoints, and shows that it lives."""

from __future__ import annotations

import json
import logging
import os
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

log = logging.getLogger("jixiao.worker")
BEAT_SECONDS, AFTER_A_FAULT_SECONDS = 5.0, 60.0
BEAT, PLACE = "worker.json", "installation"


def place_of(home: Path) -> str:
    """A name for this installation that stays from start to start."""
    file = home / PLACE
    if not file.exists():
        _replace(file, secrets.token_hex(8))
    return file.read_text(encoding="ascii").strip()


def beat(home: Path) -> None:
    """Note that the worker lives."""
    _replace(home / BEAT, json.dumps({"process": os.getpid(), "at": datetime.now(UTC).isoformat(timespec="seconds")}))


def last_beat(home: Path) -> tuple[int, datetime] | None:
    """The process of the worker and when it was last seen alive."""
    try:
        told = json.loads((home / BEAT).read_text(encoding="ascii"))
        return int(told["process"]), datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError):
        return None


def keep_beating(every: Callable[[], Any], stop: threading.Event, seconds: float = BEAT_SECONDS) -> None:
    """Beat, and call ``every`` each time; what goes wrong there is logged and tried again, because nobody else would do it."""
    pause = 0.0
    while not stop.wait(pause):
        pause = seconds
        try:
            beat(settings.HOME)
            every()
        except Exception:
            log.exception("the worker could not do what it does all the time")
            connection.close()
            pause = AFTER_A_FAULT_SECONDS
    connection.close()


def _replace(file: Path, text: str) -> None:
    own = file.with_name(f".{file.name}-{os.getpid()}")
    own.write_text(text, encoding="ascii")
    own.replace(file)
