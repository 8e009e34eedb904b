"""A document in neutral form becomes a file: text, web page, Word, spreadsheet, PDF."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from jixiao.documents.printout import Printout

FORMATS = ("pdf", "docx", "xlsx", "html", "txt")
"""Kinds of file that can be written, by the ending of their name."""
_MODULES = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "html": "html", "txt": "text"}

Write = Callable[[Printout], bytes]


def writer(kind: str) -> Write:
    """The function that writes a kind of file; its libraries are loaded when it is first asked for.

    Args:
        kind: one of :data:`FORMATS`.
    """
    write: Write = import_module(f"jixiao.documents.writers.{_MODULES[kind]}").write
    return write


def write(printout: Printout, kind: str) -> bytes:
    """Write a document as a kind of file.

    Args:
        printout: what to write.
        kind: one of :data:`FORMATS`.

    Returns:
        The bytes of the file; the same for the same document, whenever it is written.

    Raises:
        UnprintableError: something in it cannot be printed; the message names it.
    """
    return writer(kind)(printout)
