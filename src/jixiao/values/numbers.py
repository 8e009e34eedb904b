"""Numbers as they are printed: digits, separators, Chinese numerals, magnitudes, fractions (数字). No floats anywhere.

Every reader here takes a text and a place and says what stands exactly there; each looks ahead a bounded number of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

from jixiao.values.lexicon import words

EXACT = Context(prec=80)
"""Sums and products of printed numbers never round in this context."""

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,7}(?!\d)|\d{1,24})(?:\.\d{1,12}(?![\d.]*\.\d))?")
_CHINESE = re.compile(
    r"(?:[零〇一二两三四五六七八九十千万亿壹贰叁肆伍陆柒捌玖拾佰仟]|百(?!分[比之])){1,16}(?:点[零〇一二三四五六七八九]{1,6})?|半(?=[年月天日个小])"
)
_MAGNITUDE = re.compile(r"[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百(?!分[比之点])")
_PARTS = re.compile(r"(百|千|万|[零〇一二两三四五六七八九十百\d]{1,6})分之")
_VAGUE = re.compile(r"([十百千万亿]{1,2})[余多]")
_POWERS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in a text.

    Attributes:
        value: the number, magnitude multiplied out.
        end: where the text goes on.
        wan: the magnitude ends in 万 or 亿 (and money may be meant).
        chinese: written in Chinese numerals.
        approx: 余, 多, 来 after it, or a fraction that does not come out even.
        percent: a fraction such as 百分之五: ``value`` is percent points already.
        magnitude: the magnitude as printed, such as 万.
    """

    value: Decimal
    end: int
    wan: bool = False
    chinese: bool = False
    approx: bool = False
    percent: bool = False
    magnitude: str = ""


def chinese_number(text: str) -> Decimal | None:
    """A whole text in Chinese numerals: 一百二十, 三十五, 两, 二〇二四, 三点五, 半; ``None`` where it is not well formed.

    >>> chinese_number("一百二十"), chinese_number("二〇二四"), chinese_number("三点五")
    (Decimal('120'), Decimal('2024'), Decimal('3.5'))
    """
    if text == "半":
        return Decimal("0.5")
    whole, _, fraction = text.partition("点")
    number = _chinese_integer(whole)
    if number is None:
        return None
    if not fraction:
        return Decimal(number)
    if any(char not in _DIGITS for char in fraction):
        return None
    return Decimal(f"{number}." + "".join(str(_DIGITS[char]) for char in fraction))


def _chinese_integer(text: str) -> int | None:
    if text and all(char in _DIGITS for char in text):
        if len(text) == 1 or len(text) == 4 or text.startswith(("零", "〇")) or "〇" in text:
            return int("".join(str(_DIGITS[char]) for char in text))
        return None
    total = section = digit = 0
    pending = False  # a digit that waits for its power
    lowest = 99
    for char in text:
        if char in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[char], True
        elif char in _POWERS:
            power = _POWERS[char]
            if power >= lowest:
                return None
            lowest = power
            section += (digit if pending and digit else 1) * 10**power
            digit, pending = 0, False
        elif char in "万亿":
            base = section + digit
            if base == 0 and total == 0:
                return None
            total = (total + base) * 10 ** (4 if char == "万" else 8)
            section = digit = 0
            pending, lowest = False, 99
        else:
            return None
    return total + section + digit if text else None


def magnitude_power(magnitude: str) -> int:
    """Power of ten of a magnitude: 万 4, 百万 6, 千万 7, 亿 8, 万亿 12."""
    return sum({"万": 4, "亿": 8}.get(char) or _POWERS[char] for char in magnitude)


def number_at(text: str, start: int) -> Numeral | None:
    """The number that stands in ``text`` at ``start``."""
    return _fraction_at(text, start) or _arabic_at(text, start) or _chinese_at(text, start)


def _fraction_at(text: str, start: int) -> Numeral | None:
    """百分之九十五, 千分之一, 三分之二 as percent points (S93)."""
    parts = _PARTS.match(text, start)
    if not parts:
        return None
    below = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(parts[1]) or _any_number(parts[1])
    inner = _arabic_at(text, parts.end(), magnitudes=False) or _chinese_at(text, parts.end(), magnitudes=False)
    if below is None or below == 0 or inner is None:
        return None
    share = EXACT.divide(EXACT.multiply(inner.value, Decimal(100)), below)
    rounded = share.quantize(Decimal("0.0001"), context=EXACT)
    if share != rounded and parts[1] not in {"百", "千", "万"}:
        return Numeral(rounded, inner.end, chinese=True, approx=True, percent=True)
    return Numeral(plain(share), inner.end, chinese=True, percent=True)


def _any_number(text: str) -> Decimal | None:
    return Decimal(text) if text.isdigit() and text.isascii() else chinese_number(text)


def _arabic_at(text: str, start: int, magnitudes: bool = True) -> Numeral | None:
    digits = _ARABIC.match(text, start)
    if not digits:
        return None
    value, end = Decimal(digits[0].replace(",", "")), digits.end()
    if text[end : end + 1].isdigit():
        return None
    return _with_magnitude(text, value, end, chinese=False) if magnitudes else Numeral(value, end)


def _chinese_at(text: str, start: int, magnitudes: bool = True) -> Numeral | None:
    vague = _VAGUE.match(text, start)
    if vague:
        power = magnitude_power(vague[1])
        return Numeral(plain(Decimal(1).scaleb(power, EXACT)), vague.end(), chinese=True, approx=True, wan=vague[1][-1] in "万亿")
    numerals = _CHINESE.match(text, start)
    if not numerals:
        return None
    value = chinese_number(numerals[0])
    if value is None:
        return None
    if not magnitudes:
        return Numeral(value, numerals.end(), chinese=True)
    found = _with_magnitude(text, value, numerals.end(), chinese=True)
    if numerals[0][-1] in "万亿" and len(numerals[0]) > 1:
        return Numeral(found.value, found.end, True, True, found.approx, magnitude=numerals[0][-1])
    return found


def _with_magnitude(text: str, value: Decimal, end: int, chinese: bool) -> Numeral:
    """Add 余 and a magnitude: 3万, 50余, 3万余, 十余万 (but not 千米, 千克, 千瓦, which are units)."""
    approx = False
    after = words("approx", "after_number")
    if text.startswith(after, end) and _goes_on(text, end + 1):
        approx, end = True, end + 1
    magnitude = _MAGNITUDE.match(text, end)
    if not magnitude or (magnitude[0] == "千" and text[end + 1 : end + 2] in tuple("米克瓦伏卡")):
        return Numeral(value, end, chinese=chinese, approx=approx)
    end = magnitude.end()
    if text.startswith(after, end) and _goes_on(text, end + 1):
        approx, end = True, end + 1
    scaled = plain(value.scaleb(magnitude_power(magnitude[0]), EXACT))
    return Numeral(scaled, end, wan=magnitude[0][-1] in "万亿", chinese=chinese, approx=approx, magnitude=magnitude[0])


def _goes_on(text: str, place: int) -> bool:
    return place < len(text)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros at the end."""
    if value == 0:
        return Decimal(0)
    value = value.normalize(EXACT)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else value


_CELL = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,7}|\d{1,3}(?: \d{3}){1,7}|\d{1,24})(?:\.\d{1,12})?")
_LONGEST_CELL = 64


def printed_number(text: str) -> Decimal | None:
    """A bare number as a table cell prints it (单元格里的数).

    Thousands may be set off by commas or blanks of either width; a minus, △, ▲ or brackets make it negative; -0.00 is 0.

    Args:
        text: the whole cell.

    Returns:
        The exact number, or ``None`` where the text is anything else: never a guess ("1,2OO.5" is no number).

    >>> printed_number("１,234.50"), printed_number("(12.3)"), printed_number("1,2OO.5")
    (Decimal('1234.50'), Decimal('-12.3'), None)
    """
    if len(text) > _LONGEST_CELL:
        return None
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().replace("−", "-").replace("–", "-")
    text = re.sub(r" ?, ?", ",", text)
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1].strip()
    if text[:1] in {"-", "△", "▲", "+"}:
        if negative:
            return None
        negative, text = text[0] != "+", text[1:].strip()
    if not text.isascii() or not _CELL.fullmatch(text):
        return None
    number = Decimal(text.replace(",", "").replace(" ", ""))
    return number.copy_negate() if negative and number else number.copy_abs()
