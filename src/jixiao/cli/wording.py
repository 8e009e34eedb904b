"""What click itself prints, in the language in force: headings and columns of the help, and its errors.

click looks its texts up with gettext, which reads compiled catalogues from files. Ours stand in ``messages/`` like all other
texts, in the group ``click`` with click's own text as the English one; the name by which click's modules call gettext is pointed
there. A text that a new version of click words otherwise stays English.
"""

from __future__ import annotations

import gettext
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeVar

import click

from jixiao import messages

C = TypeVar("C", bound=click.Command)
_NOT_FIRST = "，。、；：！？）》”’〕】〉」』,.;:!?)]}…"


def install() -> None:
    """Point the modules of click to the catalogue."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and getattr(module, "_", None) is gettext.gettext:
            setattr(module, "_", translated)  # noqa: B010 - a name of a library, which its types do not declare
        if name.startswith("click.") and getattr(module, "ngettext", None) is gettext.ngettext:
            setattr(module, "ngettext", lambda one, many, count: translated(one if count == 1 else many))  # noqa: B010 - as above


def translated(english: str) -> str:
    """A text of click in the language in force; itself where the catalogue does not have it."""
    key = _keys().get(english)
    return messages.catalogue()[key][messages.language()] if key is not None else english


@cache
def _keys() -> dict[str, str]:
    return {entry["en"]: key for key, entry in messages.catalogue().items() if key.startswith("click.")}


class Formatter(click.HelpFormatter):
    """Help with Chinese in it: characters are as wide as they are printed, and lines break between them."""

    def write_heading(self, heading: str) -> None:
        self.write(" " * self.current_indent + messages.text("click.heading", heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        for at, paragraph in enumerate(text.split("\n\n")):
            if at:
                self.write("\n")
            indent = " " * self.current_indent
            for line in wrap(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, description in rows:
            lines = list(wrap(description, max(self.width - first - self.current_indent, 10))) or [""]
            if width(term) + col_spacing > first:
                self.write(f"{indent}{term}\n{indent}{' ' * first}{lines[0]}\n")
            else:
                self.write(f"{indent}{term}{' ' * (first - width(term))}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * first}{line}\n")


class Context(click.Context):
    """A call whose help is written by :class:`Formatter`."""

    formatter_class = Formatter


def worded(command: C) -> C:
    """The command with its placeholders (``[OPTIONS]``, ``FILE``) in the language in force."""
    command.context_class = Context
    if command.options_metavar:
        command.options_metavar = translated(command.options_metavar)
    if isinstance(command, click.Group):
        command.subcommand_metavar = translated(command.subcommand_metavar)
    for param in command.params:
        if isinstance(param.type, click.IntRange | click.FloatRange):
            param.type.name = translated(param.type.name)
        if isinstance(param, click.Argument):
            param.metavar = translated(param.metavar or (param.name or "").upper())
        elif param.metavar is None and not (isinstance(param, click.Option) and param.is_flag) and not isinstance(param.type, click.Choice):
            param.metavar = translated(param.type.name.upper())
    return command


def width(text: str) -> int:
    """Columns of a terminal that a text takes.

    >>> width("绩效 jixiao")
    11
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns; a closing mark does not begin a line.

    >>> list(wrap("读取文件、文件夹或通配符。", 12))
    ['读取文件、文', '件夹或通配', '符。']
    """
    line = ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What must not be parted: a Latin word with the blank behind it, a wide character with the closing marks behind it."""
    piece = ""
    for character in text:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        begins = is_wide or (piece and (piece[-1] == " " or unicodedata.east_asian_width(piece[-1]) in "WF"))
        if piece and begins and character not in _NOT_FIRST and character != " ":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
