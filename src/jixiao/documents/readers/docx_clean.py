"""A Word document as it prints: tracked changes accepted, hidden text and second versions taken out, text boxes set beside."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.readers.docx_names import (
    CHOICE,
    DEL,
    FALLBACK,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    RUN,
    TBL,
    TC,
    TCPR,
    TEXT_BOX,
    TR,
    TRPR,
    VAL,
    P,
    T,
    W,
    is_on,
)
from jixiao.documents.readers.docx_table import only_cell

_CELL_DEL = W + "cellDel"
_RUBY_TEXT = W + "rt"
_VANISH = W + "vanish"
_RSTYLE, _PSTYLE = W + "rStyle", W + "pStyle"
_LEFT_OUT = (_RUBY_TEXT, *(f"{W}{name}PrChange" for name in ("p", "r", "tc", "tr", "tbl", "tblEx", "sect")), W + "tblGridChange")
_ODD = (*_LEFT_OUT, DEL, MOVE_FROM, INS, MOVE_TO, _VANISH, _CELL_DEL)


@dataclass(slots=True)
class Cleaning:
    """What was taken out of a part.

    Attributes:
        changes: tracked changes that were neither accepted nor rejected.
        hidden: characters of hidden text.
        beside: text boxes by the paragraph and tables by the cell that held them.
    """

    changes: int = 0
    hidden: int = 0
    beside: dict[etree._Element, list[etree._Element]] = field(default_factory=dict)


def clean(root: etree._Element, hidden_styles: Container[str] = ()) -> Cleaning:
    """Take out of the tree of a part what does not print; the tree is changed."""
    found = Cleaning()
    for second in list(root.iter(FALLBACK)):
        _choose_version(second)
    if hidden_styles:
        _hide_styled(root, hidden_styles, found)
    for element in list(root.iter(*_ODD)):
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag in _LEFT_OUT:
            parent.remove(element)
        elif element.tag == _VANISH:
            _hide(element, parent, found)
        else:
            _accept(element, parent, found)
    for top in (root, *_set_boxes_beside(root, found)):
        _set_tables_beside(top, found)
    return found


def _accept(element: etree._Element, parent: etree._Element, found: Cleaning) -> None:
    """A tracked change: what was deleted or moved away goes, with its row or cell where it is the mark of one."""
    if element.tag != MOVE_TO:
        found.changes += 1
    if element.tag in (INS, MOVE_TO):
        return
    holder = parent.getparent()
    if parent.tag == TRPR and holder is not None and holder.tag == TR:
        _drop(holder)
    elif element.tag == _CELL_DEL:
        if parent.tag == TCPR and holder is not None and holder.tag == TC:
            _drop(holder)
    elif parent.tag == RPR and holder is not None and holder.tag == PPR:
        _join_with_next(holder.getparent())
    elif parent.tag != RPR:
        parent.remove(element)


def _join_with_next(paragraph: etree._Element | None) -> None:
    """The mark at the end of a paragraph was deleted: the next one goes on in its line."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or following.tag != P:
        return
    # The next paragraph survives, so that several deleted marks in a row join all of their paragraphs.
    pieces = [child for child in paragraph if child.tag != PPR]
    at = 1 if len(following) and following[0].tag == PPR else 0
    for offset, piece in enumerate(pieces):
        following.insert(at + offset, piece)
    _drop(paragraph)


def _choose_version(second: etree._Element) -> None:
    """Of two versions of a drawing the newer is read, unless only the one for older programs has text."""
    parent = second.getparent()
    first = parent.find(CHOICE) if parent is not None else None
    if first is not None:
        _drop(first if next(first.iter(T), None) is None and next(second.iter(T), None) is not None else second)


def _hide(mark: etree._Element, properties: etree._Element, found: Cleaning) -> None:
    run = properties.getparent()
    if run is not None and run.tag == RUN and properties.tag == RPR and is_on(mark.get(VAL)):
        _drop_hidden(run, found)


def _hide_styled(root: etree._Element, styles: Container[str], found: Cleaning) -> None:
    for mark in list(root.iter(_RSTYLE, _PSTYLE)):
        properties = mark.getparent()
        holder = properties.getparent() if properties is not None else None
        if mark.get(VAL, "") not in styles or properties is None or holder is None or holder.tag not in (RUN, P):
            continue
        switch = properties.find(_VANISH)
        if switch is None or is_on(switch.get(VAL)):
            _drop_hidden(holder, found)


def _drop_hidden(element: etree._Element, found: Cleaning) -> None:
    found.hidden += sum(len((text.text or "").strip()) for text in element.iter(T))
    _drop(element)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _set_boxes_beside(root: etree._Element, found: Cleaning) -> list[etree._Element]:
    """A text box is no part of the line that it is fastened to."""
    boxes = list(root.iter(TEXT_BOX))
    for box in boxes:
        anchor = next(box.iterancestors(P), None)
        _drop(box)
        if anchor is not None:
            found.beside.setdefault(anchor, []).append(box)
    return boxes


def _set_tables_beside(root: etree._Element, found: Cleaning) -> None:
    """A table inside a cell is a table of its own, except in a frame, where it keeps its place between paragraphs."""
    for table in list(root.iter(TBL)):
        cell = next(table.iterancestors(TC), None)
        if cell is not None and only_cell(next(cell.iterancestors(TBL))) is not cell:
            _drop(table)
            found.beside.setdefault(cell, []).append(table)
