"""Processes of this machine, by ``/proc``."""

import os
import time
from pathlib import Path


def children_of(process):
    """Processes just below a process: number to arguments."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int(_fields(entry)[1]) == process:
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except (OSError, ValueError, IndexError):  # it ended meanwhile
                continue
    return found


def below(process):
    """All processes below a process."""
    found = {}
    for child, command in children_of(process).items():
        found[child] = command
        found |= below(child)
    return found


def is_gone(process):
    """It does not run any more."""
    try:
        os.kill(process, 0)
        return _fields(Path(f"/proc/{process}"))[0] == "Z"
    except OSError:
        return True


def wait_until(is_true, seconds=60):
    """Wait for something to become true."""
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.05)


def _fields(entry):
    """State, parent and so on."""
    return (entry / "stat").read_text().rpartition(")")[2].split()
