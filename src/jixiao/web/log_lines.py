"""Lines of the log: one for each message, whatever somebody sent (日志防注入)."""

from __future__ import annotations

import logging
import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What moves the cursor, begins a line, colours a terminal or turns the direction of reading; line feeds are looked at apart."""


class Line(logging.Formatter):
    """Writes line breaks and control characters as they are written in code; lines of a traceback are set in.

    A line that begins with a time was begun by us, and nothing in it was set by a control character.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and those of a traceback behind it."""
        first, *others = super().format(record).split("\n")
        told = record.getMessage().count("\n")
        head = "\\n".join([first, *others[:told]])
        return "\n".join([_plain(head), *(f"    | {_plain(line)}" for line in others[told:])])


def _plain(line: str) -> str:
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), line)


def configuration(level: str) -> dict[str, object]:
    """What Django and the server are told of logs: everything goes to the error output."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Line, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
    }
