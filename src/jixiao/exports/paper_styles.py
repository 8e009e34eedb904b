"""How a working paper looks: one font, thin grey rules, and a colour for each severity and for nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook

from jixiao.exports.widths import width_of
from jixiao.messages import language, text
from jixiao.rules import Severity

INK, RULE, PALE, MUTED = "#1F3247", "#B8C2CC", "#EEF2F5", "#6B7680"
FILLS = {Severity.ERROR: "#F9DCDC", Severity.WARNING: "#FCEFC9", Severity.INFO: "#E3EDF5"}
INKS = {Severity.ERROR: "#9B1C1C", Severity.WARNING: "#7A5200", Severity.INFO: "#24527A"}
_LINE, _AROUND = 12.75, 4.0
_HIGHEST = 409.0
"""What a row may be high, in points."""
_LONGEST = 3_000
_FILLED = 0.92
"""Part of a line that words fill: one that does not fit goes to the next."""
_FONTS = {"zh": "宋体", "en": "Calibri"}


class Styles:
    """Formats of a workbook, each made once.

    Args:
        book: the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **wanted: object) -> Any:  # noqa: ANN401 - a format of XlsxWriter, which ships no types
        """A format; texts in it are texts, whatever they begin with."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            base = {"font_name": _FONTS[language()], "font_size": 10, "font_color": INK, "valign": "top", "quote_prefix": True}
            self._made[key] = self._book.add_format(base | wanted)
        return self._made[key]

    def title(self) -> Any:  # noqa: ANN401 - as above
        """Name of the paper."""
        return self.get(bold=True, font_size=16, valign="vcenter")

    def section(self) -> Any:  # noqa: ANN401 - as above
        """A heading on the first sheet."""
        return self.get(bold=True, font_size=11, valign="vcenter", bottom=2, bottom_color=INK)

    def note(self) -> Any:  # noqa: ANN401 - as above
        """Words below a title."""
        return self.get(font_color=MUTED, text_wrap=True)

    def prose(self) -> Any:  # noqa: ANN401 - as above
        """A paragraph on the first sheet."""
        return self.get(text_wrap=True)

    def header(self) -> Any:  # noqa: ANN401 - as above
        """Head of a column."""
        return self.get(bold=True, bg_color=PALE, border=1, border_color=RULE, text_wrap=True, align="center", valign="vcenter")

    def cell(self, **more: object) -> Any:  # noqa: ANN401 - as above
        """A cell of a table."""
        return self.get(border=1, border_color=RULE, text_wrap=True, **more)

    def graded(self, severity: Severity, **more: object) -> Any:  # noqa: ANN401 - as above
        """A cell in the colour of a severity."""
        return self.cell(bg_color=FILLS[severity], font_color=INKS[severity], bold=True, align="center", **more)


def print_across(sheet: Any) -> None:  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    """A4 landscape, as wide as the page, numbered."""
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(text("paper.footer"))


def fitted(words: str) -> str:
    """Words as a cell can hold them: what is longer than a page is cut, and shows it."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def height_of(cells: Iterable[tuple[float, str]]) -> float:
    """How high a row must be for all its words to be seen; not every program finds that out by itself.

    Args:
        cells: width of the column, in characters, and the words in it.
    """
    lines = max(
        (sum(math.ceil(max(width_of(line), 1) / (width * _FILLED)) for line in words.split("\n")) for width, words in cells), default=1
    )
    return min(lines * _LINE + _AROUND, _HIGHEST)
