"""The fonts that PDF files are set in, and the characters that they have.

A PDF program that lacks a character prints a blank or a box and says nothing. Here a missing character is an error that names it: the
type setter itself is asked, once for each character of a process.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn
import typst

from jixiao.documents.printout import UnprintableError

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
"""Type of the text (宋体) and of titles (黑体)."""
FALLBACK = "DejaVu Sans Mono"
"""Comes with the type setter: ticks and boxes (☐ ☑) that the others lack."""
FOLDER_VARIABLE = "JIXIAO_FONTS"
"""Environment variable that names a folder with more fonts, for characters that those above lack."""

_STRICT: Final = "a-2u"  # in this kind of PDF a character without a glyph is an error of the type setter
_STRICT_HEAD = "#set document(date: datetime(year: 2000, month: 1, day: 1))\n"
_printable: set[str] = set()


@cache
def compiler() -> typst.Compiler:
    """The type setter with its fonts; loading them takes longer than setting a page.

    Raises:
        UnprintableError: a font is missing, or the folder with more fonts is none.
    """
    folders = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    if more := os.environ.get(FOLDER_VARIABLE):
        if not Path(more).is_dir():
            raise UnprintableError("error.font_folder", folder=more, variable=FOLDER_VARIABLE)
        folders.append(more)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    for family in (SERIF, SANS):
        if family not in fonts.families():
            raise UnprintableError("error.font_missing", font=family, package="pylopdf-fonts-zh-cn")
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def unprintable(texts: Iterable[str]) -> str:
    """The characters of some texts that no font has, in their order; signs that print nothing are none.

    >>> unprintable(["绩效≥95%", "彝族𫟼"])
    ''
    """
    asked = dict.fromkeys(c for text in texts for c in text if c not in _printable and _is_shown(c))
    missing = _missing(list(asked))
    _printable.update(set(asked) - set(missing))
    return "".join(missing)


def _missing(characters: list[str]) -> list[str]:
    """Those that the type setter cannot show, found by halves."""
    if not characters or _can_show(characters):
        return []
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _missing(characters[:half]) + _missing(characters[half:])


def _can_show(characters: list[str]) -> bool:
    shown = "\n".join(f'#"\\u{{{ord(character):x}}}"' for character in characters)
    source = f"{_STRICT_HEAD}#set text(font: {font_list(SERIF)})\n{shown}"
    try:
        compiler().compile(source.encode(), format="pdf", pdf_standards=[_STRICT])
    except typst.TypstError:
        return False
    return True


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Zs", "Cs")


def font_list(first: str) -> str:
    """Fonts in the order in which a character is looked for, as the type setter writes them."""
    fonts = [first, SERIF if first == SANS else SANS, FALLBACK]
    return "(" + ", ".join(f'"{font}"' for font in fonts) + ")"
