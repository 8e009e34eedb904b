"""A child that was left alone ends itself."""

from __future__ import annotations

import os
import signal
import sys
import threading


def end_with_parent() -> None:
    """End this process in good order when the pipe that is its input is closed, which happens when its parent dies."""
    threading.Thread(target=_wait, name="parent", daemon=True).start()


def _wait() -> None:
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
