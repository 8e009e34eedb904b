"""PDF through the type setter typst: A4 pages as they are handed in, every character in them a real one."""

from __future__ import annotations

from collections.abc import Iterable

import typst

from jixiao.documents.grid import Grid, Paragraph
from jixiao.documents.printout import Align, Page, PrintedLine, Printout, Style, UnprintableError, check_shape
from jixiao.documents.writers.fonts import SANS, SERIF, compiler, font_list, unprintable
from jixiao.documents.writers.pdf_table import DEFINITION, INSET_X_MM, INSET_Y_EM, LINE, content, string, table_source

_NOTE_POINTS = 9
_PREAMBLE = f"""#set document(title: %s, date: none)
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 18mm), footer: context {{
  if counter(page).final().first() > 1 {{ align(center, text(size: 9pt, "— " + counter(page).display() + " —")) }}
}})
#set text(font: {font_list(SERIF)}, size: 10.5pt, lang: "zh", region: "cn", cjk-latin-spacing: none, features: (ccmp: 0))
#set par(leading: 0.5em, spacing: 0.6em)
#set block(spacing: 0.6em)
#set table(stroke: {LINE}, inset: (x: {INSET_X_MM}mm, y: {INSET_Y_EM}em))
#show heading: it => block(above: 0.6em, below: 0.6em, text(font: {font_list(SANS)}, size: 12pt, weight: "regular", it.body))
#show heading.where(level: 1): it => align(center, block(below: 0.8em,
  text(font: {font_list(SANS)}, size: 16pt, weight: "regular", it.body)))
#show table: set block(above: 0pt, below: 0pt)
#show table: set par(leading: 0.4em)
{DEFINITION}"""


def write(printout: Printout) -> bytes:
    """Write a document as PDF.

    Raises:
        UnprintableError: a font is missing, or no font has one of its characters.
    """
    _check(printout)
    try:
        written = compiler().compile(source_of(printout).encode("utf-8"), format="pdf")
    except typst.TypstError as error:
        raise UnprintableError("error.typesetting", title=printout.title, reason=str(error)[:200]) from error
    if not isinstance(written, bytes):
        raise UnprintableError("error.typesetting", title=printout.title, reason="no document")
    return written


def source_of(printout: Printout) -> str:
    """What the type setter gets for a document."""
    return _PREAMBLE % string(printout.title) + "".join(_page(page) for page in printout.pages)


def _check(printout: Printout) -> None:
    """Make sure that tables are sound and that fonts have every character."""
    missing = unprintable(text for page in printout.pages for text in _texts(page))
    for page in printout.pages:
        if text := next((text for text in _texts(page) if missing and missing[0] in text), None):
            codes = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:5])
            raise UnprintableError("error.no_glyph", page=page.name, text=text[:40], characters=codes)
        for block in page.blocks:
            if isinstance(block, Grid):
                check_shape(block)


def _texts(page: Page) -> Iterable[str]:
    """Everything that a page prints."""
    for block in page.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells())
        else:
            yield block.text


def _page(page: Page) -> str:
    """A form on pages of its own; the outline of the file names it as the printout does, and not by its title, which all may share."""
    parts: list[str] = []
    blocks = list(page.blocks)
    for index, block in enumerate(blocks):
        if getattr(block, "after_page_break", False) and index:
            parts.append("#pagebreak(weak: true)\n")
        if isinstance(block, Grid):
            parts.append(table_source(block, page))
        elif not (isinstance(block, PrintedLine) and block.beside):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            parts.append(_line(block, after if isinstance(after, PrintedLine) and after.beside else None))
    mark = f"#[#show heading: none\n#heading(level: 1, {string(page.name)})]\n" if page.name else ""
    return f"#page(flipped: {'true' if page.is_landscape else 'false'})[\n{mark}{''.join(parts)}]\n"


def _line(line: Paragraph, beside: PrintedLine | None) -> str:
    text = content(line.text)
    style = line.style if isinstance(line, PrintedLine) else Style.BODY
    if style is Style.TITLE:
        return f"#heading(level: 1, bookmarked: false, {text})\n"
    if line.level:
        return f"#heading(level: {min(line.level + 1, 9)}, {text})\n"
    align = line.align if isinstance(line, PrintedLine) else Align.LEFT
    if beside is not None:
        return f"#grid(columns: (1fr, auto), {text}, {content(beside.text)})\n"
    if style is Style.NOTE:
        text = f"text(size: {_NOTE_POINTS}pt, {text})"
    return f"#block(width: 100%, align({align}, {text}))\n"
