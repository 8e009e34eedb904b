"""Numbers and dates as a spreadsheet prints them (数字格式): ``0.95`` in the format ``0%`` is ``95%`` for a person.

The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31. What a code asks for that is not understood here (fractions, powers of
ten) is printed as the plain number.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Codes that a file names by number only, as Chinese Excel prints them."""

_LONGEST = 300
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[(\$[^\]]*|[^\]]*)\]|([0#?.,%]+)|([ymdhsaegAPM/上下午]+)|(.)', re.IGNORECASE | re.DOTALL)
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|AM/PM|上午/下午|aaaa|aaa|/|.", re.IGNORECASE | re.DOTALL)
_WEEK = "一二三四五六日"

Value = float | int | datetime.date | datetime.time | datetime.timedelta


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a code: what stands before and behind the number, and its digits."""

    before: str = ""
    behind: str = ""
    has_digits: bool = False
    decimals: int = 0
    optional: int = 0
    """Of the decimals those that print only where they are not zero."""
    whole: int = 0
    """Digits of the whole part that always print."""
    grouped: bool = False
    shift: int = 0
    """Powers of ten: 2 for each per cent sign, -3 for each comma behind the digits."""
    plain: str = ""
    """How Python prints the digits, where nothing is left out, filled up or shifted."""


def plain_number(value: float | int) -> str:
    """A number without a format, without the noise of binary fractions.

    >>> plain_number(0.1 + 0.2), plain_number(1234.5), plain_number(7.0)
    ('0.3', '1234.5', '7')
    """
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text and 1e-12 < abs(value) < 1e21 else text


def printed(value: Value, code: str) -> str:
    """A number or date in a format.

    >>> printed(0.955, "0.0%"), printed(-1234.5, "#,##0.00_ "), printed(datetime.date(2025, 3, 1), 'yyyy"年"m"月"')
    ('95.5%', '-1,234.50', '2025年3月')
    """
    if not isinstance(value, (float, int)):
        return _printed_date(value, code)
    if not code or len(code) > _LONGEST:
        return plain_number(value)
    sections = _sections(code)
    if sections is None:
        return plain_number(value)
    if value > 0 and (plain := sections[0].plain):
        exact = repr(float(value))
        if len(exact) < 16 and "e" not in exact and len(exact) - exact.find(".") - 1 <= sections[0].decimals:
            return f"{sections[0].before}{value:{plain}}{sections[0].behind}".strip()
    sign = ""
    if value == 0 and len(sections) > 2:
        section = sections[2]
    elif value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    else:
        section = sections[0]
        sign = "-" if value < 0 else ""
    text = section.before + (_digits(abs(value), section) if section.has_digits else "") + section.behind
    text = (sign + text if _prints_something(text) else text).strip()
    return text if text or not value else plain_number(value)


def _prints_something(text: str) -> bool:
    """A number that rounds to nothing loses its sign."""
    return any(sign in text for sign in "123456789")


def _digits(value: float | int, section: _Section) -> str:
    exact = plain_number(value)
    if section.shift or "e" in exact or len(exact.partition(".")[2]) > section.decimals:
        number = Decimal(exact).scaleb(section.shift).quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
        text = f"{number:,f}" if section.grouped else f"{number:f}"
    else:
        text = f"{value:,.{section.decimals}f}" if section.grouped else f"{value:.{section.decimals}f}"
    for _ in range(section.optional):
        if not text.endswith("0"):
            break
        text = text[:-1]
    text = text.removesuffix(".")
    whole = len(text.partition(".")[0].replace(",", ""))
    if not section.whole and text.startswith("0") and (text == "0" or text.startswith("0.")):
        return text[1:]
    return "0" * (section.whole - whole) + text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The parts of a code for positive numbers, negative ones and zero; ``None`` where it is not understood."""
    sections: list[_Section] = []
    for part in _split(code)[:3]:
        if part.strip().lower() in ("general", "g/通用格式"):
            return None
        section = _section(part)
        if section is None:
            return None
        sections.append(section)
    return tuple(sections) or None


def _split(code: str) -> list[str]:
    """The parts between semicolons that are not quoted."""
    return re.findall(r'(?:"[^"]*"|[\\!].|[^;"\\!])+|(?<=;)(?=;|$)', code, re.DOTALL)


def _section(part: str) -> _Section | None:
    before, behind, digits, shift = "", "", "", 0
    for match in _TOKEN.finditer(part):
        quoted, escaped, bracketed, places, letters, other = match.groups()
        text = quoted or escaped or ""
        if bracketed is not None:
            if bracketed.startswith(("<", ">", "=")):
                return None
            text = bracketed[1:].partition("-")[0] if bracketed.startswith("$") else ""
        elif places is not None:
            text = "%" * places.count("%")
            shift += 2 * len(text)
            if places.strip("%") and digits.strip(",") and behind:
                return None  # a sign between the digits
            digits += places.replace("%", "")
        elif letters is not None or other == "@":
            return None
        elif other is not None:
            text = other
        if digits.strip(","):
            behind += text
        else:
            before += text
    return _with_digits(before, behind, digits, shift)


def _with_digits(before: str, behind: str, digits: str, shift: int) -> _Section | None:
    if not digits.strip(","):
        return _Section(before, behind)
    if digits.count(".") > 1 or "/" in before + behind:
        return None
    stripped = digits.rstrip(",")
    shift -= 3 * (len(digits) - len(stripped))
    whole, _, decimals = stripped.partition(".")
    places = decimals.replace(",", "")
    optional = len(places) - len(places.rstrip("#?"))
    is_plain = whole.count("0") == 1 and not shift and not optional
    return _Section(
        before,
        behind,
        has_digits=True,
        decimals=len(places),
        optional=optional,
        whole=whole.count("0"),
        grouped="," in whole,
        shift=shift,
        plain=f"{',' if ',' in whole else ''}.{len(places)}f" if is_plain else "",
    )


def _printed_date(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if code and len(code) <= _LONGEST and (text := _in_date_code(value, code)):
        return text
    if isinstance(value, datetime.datetime) and (value.hour or value.minute or value.second):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%H:%M") if isinstance(value, datetime.time) else f"{value.year}-{value.month:02d}-{value.day:02d}"


def _in_date_code(value: datetime.date | datetime.time, code: str) -> str:
    """A date by its code; empty where the code is for something else."""
    moment = value if isinstance(value, datetime.datetime) else None
    if moment is None and isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day)
    elif moment is None and isinstance(value, datetime.time):
        moment = datetime.datetime(1900, 1, 1, value.hour, value.minute, value.second)
    part = (_split(code) or [""])[0]
    if moment is None:
        return ""
    text, is_time = "", False
    half = "am/pm" in part.lower() or "上午/下午" in part
    for match in _TOKEN.finditer(part):
        quoted, escaped, bracketed, places, letters, other = match.groups()
        if bracketed is not None or match[0].startswith(("_", "*")):
            continue
        if letters is None:
            text += quoted or escaped or places or ("" if other == "@" else other or "")
            continue
        for piece in _DATE.findall(letters):
            low = piece.lower()
            is_minute = low in ("m", "mm") and (is_time or part[match.end() : match.end() + 2].lower() in (":s", ":ss"))
            text += _piece(moment, low, half=half, is_minute=is_minute)
            is_time = low in ("h", "hh") or (is_time and not low.isalpha())
    return text.strip()


def _piece(moment: datetime.datetime, low: str, *, half: bool, is_minute: bool) -> str:
    hour = (moment.hour % 12 or 12) if half else moment.hour
    pieces = {
        "yyyy": f"{moment.year}",
        "yy": f"{moment.year % 100:02d}",
        "mm": f"{moment.minute if is_minute else moment.month:02d}",
        "m": f"{moment.minute if is_minute else moment.month}",
        "mmm": f"{moment.month}月",
        "mmmm": f"{moment.month}月",
        "dd": f"{moment.day:02d}",
        "d": f"{moment.day}",
        "hh": f"{hour:02d}",
        "h": f"{hour}",
        "ss": f"{moment.second:02d}",
        "s": f"{moment.second}",
        "am/pm": "上午" if moment.hour < 12 else "下午",
        "上午/下午": "上午" if moment.hour < 12 else "下午",
        "aaaa": f"星期{_WEEK[moment.weekday()]}",
        "dddd": f"星期{_WEEK[moment.weekday()]}",
        "aaa": _WEEK[moment.weekday()],
        "ddd": _WEEK[moment.weekday()],
    }
    return pieces.get(low, low)
