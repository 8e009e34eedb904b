"""Exceptions: the caller, a rule or the machine is at fault, never the document.

What could not be read in a document is a :class:`jixiao.provenance.Problem`, a value that is returned. An exception is raised
only where the program cannot go on: the caller named a file that does not exist, or our own code broke a promise.
"""

from __future__ import annotations

from enum import IntEnum

from jixiao import messages


class ExitCode(IntEnum):
    """Exit status of every command (命令的退出码)."""

    CLEAN = 0
    PROBLEMS = 1
    FAULT = 2


class JixiaoError(Exception):
    """An error with a message in both languages.

    Args:
        key: entry of the message catalogue, such as ``error.no_such_file``.
        **values: what the message names: file, option, number.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def message(self, lang: str | None = None) -> str:
        """The text for people, in ``lang`` or the language in force."""
        return messages.text(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.message("en")


class CallerError(JixiaoError):
    """The caller asked for something that cannot be done (a missing file, a wrong option)."""


class AccountError(JixiaoError):
    """A cell of a document was counted never or twice: a fault of ours, never of the document."""
