"""What the styles of a Word document say of its paragraphs: depth of headings, numbering, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.readers.docx_names import PPR, RPR, VAL, W, is_on, number

_HEADING = re.compile(r"^(?:heading|标题)\s?([1-9])$", re.IGNORECASE)
_DEPTHS = 9
_LONGEST_CHAIN = 12


@dataclass(slots=True)
class Styles:
    """What hangs on a style, by its id.

    Attributes:
        levels: depth of headings, from 1.
        numbers: id of the list and depth in it, from 0.
        hidden: styles whose text does not print.
    """

    levels: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Own:
    base: str
    level: int | None
    number: tuple[str, int] | None
    hidden: bool | None


def read_styles(root: etree._Element | None) -> Styles:
    """Read the part ``styles.xml``; a style has what the style has that it is based on."""
    styles = Styles()
    if root is None:
        return styles
    own = {element.get(W + "styleId", ""): _own(element) for element in root.iterchildren(W + "style")}
    for name in own:
        chain: list[_Own] = []
        at = name
        while at in own and len(chain) < _LONGEST_CHAIN:
            chain.append(own[at])
            at = own[at].base
        level = next((style.level for style in chain if style.level is not None), None)
        if level:
            styles.levels[name] = level
        if found := next((style.number for style in chain if style.number is not None), None):
            styles.numbers[name] = found
        if next((style.hidden for style in chain if style.hidden is not None), False):
            styles.hidden.add(name)
    return styles


def outline_level(properties: etree._Element) -> int | None:
    """Depth of a heading from 1; 0 for body text; ``None`` where paragraph properties do not say."""
    element = properties.find(W + "outlineLvl")
    if element is None:
        return None
    depth = number(element.get(VAL), _DEPTHS)
    return depth + 1 if 0 <= depth < _DEPTHS else 0


def list_place(properties: etree._Element) -> tuple[str, int] | None:
    """Id of a list and depth in it; ``None`` where paragraph properties do not say."""
    element = properties.find(W + "numPr")
    if element is None:
        return None
    depth, name = element.find(W + "ilvl"), element.find(W + "numId")
    return (name.get(VAL, "") if name is not None else "", number(depth.get(VAL)) if depth is not None else 0)


def _own(element: etree._Element) -> _Own:
    base, name = element.find(W + "basedOn"), element.find(W + "name")
    properties, letters = element.find(PPR), element.find(RPR)
    level = outline_level(properties) if properties is not None else None
    if level is None and name is not None and (heading := _HEADING.match(name.get(VAL, ""))):
        level = int(heading[1])
    vanish = letters.find(W + "vanish") if letters is not None else None
    return _Own(
        base.get(VAL, "") if base is not None else "",
        level,
        list_place(properties) if properties is not None else None,
        is_on(vanish.get(VAL)) if vanish is not None else None,
    )
