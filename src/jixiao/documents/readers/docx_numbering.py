"""Numbers that Word prints before a paragraph without writing them into the file (自动编号): 一、 （二） 3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.readers.docx_names import VAL, W, number

_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_MOST = 9999
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    """A list: its levels, and the list whose count it shares."""

    key: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document and words their numbers.

    Args:
        root: the part ``numbering.xml``; ``None`` where the document has none.
    """

    def __init__(self, root: etree._Element | None = None) -> None:
        self._lists = _read_lists(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._lists)

    def label(self, num_id: str, depth: int) -> str:
        """Number of the next paragraph of a list at a depth from 0; empty for bullets and for what is no list."""
        found = self._lists.get(num_id)
        level = found.levels.get(depth) if found is not None else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.key, {})
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at, start in found.restarts.items():
                counts.pop(at, None)
                found.levels[at] = _Level(start, found.levels[at].form, found.levels[at].text) if at in found.levels else _Level(start)
            level = found.levels[depth]
        counts[depth] = min(counts[depth] + 1 if depth in counts else level.start, _MOST)
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def worded(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            inner = found.levels.get(at, level)
            return _worded(counts.get(at, inner.start), inner.form)

        return _PLACE.sub(worded, level.text)


def _read_lists(root: etree._Element) -> dict[str, _List]:
    abstract: dict[str, dict[int, _Level]] = {}
    for element in root.iterchildren(W + "abstractNum"):
        abstract[element.get(W + "abstractNumId", "")] = dict(_read_levels(element.iterchildren(W + "lvl")))
    lists: dict[str, _List] = {}
    for element in root.iterchildren(W + "num"):
        of = element.find(W + "abstractNumId")
        key = of.get(VAL, "") if of is not None else ""
        found = _List(key, dict(abstract.get(key, {})))
        for override in element.iterchildren(W + "lvlOverride"):
            depth = number(override.get(W + "ilvl"))
            found.levels |= dict(_read_levels(override.iterchildren(W + "lvl")))
            if (start := override.find(W + "startOverride")) is not None:
                found.restarts[depth] = number(start.get(VAL), 1)
        lists[element.get(W + "numId", "")] = found
    return lists


def _read_levels(elements: Iterable[etree._Element]) -> Iterable[tuple[int, _Level]]:
    for element in elements:
        values = {child.tag: child.get(VAL, "") for child in element if isinstance(child.tag, str)}
        depth = number(element.get(W + "ilvl"))
        if 0 <= depth < _LEVELS:
            start = number(values.get(W + "start"), 1)
            yield depth, _Level(start, values.get(W + "numFmt", "decimal"), values.get(W + "lvlText", "")[:40])


def _worded(value: int, form: str) -> str:
    """A number in one of the forms of Word; digits where the form is another."""
    return _FORMS.get(form, str)(value)


def chinese(value: int) -> str:
    """A number from 0 to 9999 in Chinese.

    >>> [chinese(value) for value in (3, 10, 12, 20, 105)]
    ['三', '十', '十二', '二十', '一百零五']
    """
    if not 0 < value <= _MOST:
        return "〇" if value == 0 else str(value)
    text, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + sign
        gap = bool(text) and not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _digitwise(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 260 else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, sign in (*_ROMAN, (4, "iv"), (1, "i")):
        text += sign * (value // size)
        value %= size
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digitwise,
    "taiwaneseDigital": _digitwise,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: "".join(chr(0xFF10 + int(digit)) for digit in str(value)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
