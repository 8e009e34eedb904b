"""A process that was left alone ends itself."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_LOOK_EVERY = 1.0


def end_with_parent() -> None:
    """End this process in good order when the pipe that is its input is closed, which happens when its parent dies."""
    threading.Thread(target=_wait, name="parent", daemon=True).start()


def end_without(parent: int) -> None:
    """End this process in good order when its parent is not ``parent`` any more."""
    threading.Thread(target=_look, args=(parent,), name="parent", daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


def _wait() -> None:
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
