"""Names of the elements and attributes of Word documents."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

P, TBL, TR, TC = W + "p", W + "tbl", W + "tr", W + "tc"
PPR, RPR, TRPR, TCPR, TBLGRID = W + "pPr", W + "rPr", W + "trPr", W + "tcPr", W + "tblGrid"
T, TAB, BR, CR, SYM, TABS, RUN = W + "t", W + "tab", W + "br", W + "cr", W + "sym", W + "tabs", W + "r"
NO_BREAK_HYPHEN, PTAB, RENDERED_BREAK = W + "noBreakHyphen", W + "ptab", W + "lastRenderedPageBreak"
MATH_TEXT = MATH + "t"
SDT, SDT_CONTENT = W + "sdt", W + "sdtContent"
INS, DEL, MOVE_FROM, MOVE_TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
TEXT_BOX = W + "txbxContent"
FALLBACK, CHOICE = MC + "Fallback", MC + "Choice"
VAL = W + "val"

WRAPPERS = (SDT, SDT_CONTENT, W + "customXml", W + "smartTag", INS, MOVE_TO)
"""Elements around paragraphs, rows and cells that print nothing themselves."""


def is_on(value: str | None) -> bool:
    """Whether a switch such as ``<w:vanish w:val="0"/>`` is on; without a value it is."""
    return value is None or value.lower() not in ("0", "false", "off", "none")


def number(value: str | None, default: int = 0) -> int:
    """A whole number of an attribute; ``default`` where it is missing or none."""
    try:
        return int(value) if value else default
    except ValueError:
        return default
