"""The working copy of a text: one spelling for every character, no white space (规范化).

Step 1 of the pipeline of handbook 03 §7. The printed text stays beside it untouched; what was changed on the way is told by issue codes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_CHARACTERS = 2000
"""A longer text is a narrative; the grammar looks at so much of it and no more."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("≧⩾≥⪰≽", "≥"),
        **dict.fromkeys("≦⩽≤⪯≼", "≤"),
        **dict.fromkeys("═", "="),
        **dict.fromkeys("‐‑‒–—―−─━－﹣", "-"),
        **dict.fromkeys("〜∼˜∽", "~"),
        **dict.fromkeys("∕⁄", "/"),
        **dict.fromkeys("・‧∙•", "·"),
        "﹪": "%",
        "￥": "¥",
    }
)
_OPERATOR_VARIANTS = frozenset("≧⩾⪰≽≦⩽⪯≼═＞＜＝")
_FULL_WIDTH = re.compile("[０-９％．／Ａ-Ｚａ-ｚ]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f]")
_OCR_BRACKET = re.compile(r"^([》《〉〈])(?=\d)")
_OCR_SIGNS = {"》": ">", "〉": ">", "《": "<", "〈": "<"}
_TWO_NUMBERS = re.compile(r"\d[\s]+[\d.]|\.\s+\d")
_BLANK_GROUPS = re.compile(r"(?<![\d.,])\d[\d.,]*(?:\s+[\d.][\d.,]*)+")


@dataclass(frozen=True, slots=True)
class Work:
    """A working copy: its ``text``, the ``issues`` of making it, and whether it was ``cut`` at the limit."""

    text: str
    issues: frozenset[str] = frozenset()
    cut: bool = False


def without_surrogates(text: str) -> str:
    """The text with half characters (lone surrogates) replaced by U+FFFD, so that it can be stored and sent."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def squash(text: str) -> str:
    """A text for comparison: NFKC, no white space, one spelling for look-alike signs. The first 2,000 characters count."""
    text = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS])
    return re.sub(r"\s+", "", _INVISIBLE.sub("", text)).translate(_SIGNS)


def working_copy(printed: str) -> Work:
    """Bring a printed text into the one spelling that the grammar reads.

    >>> working_copy("＞ 95 ％").text
    '>95%'
    >>> sorted(working_copy("1 1566.21平方米").issues)
    ['split_digits']
    """
    cut = len(printed) > MOST_CHARACTERS
    printed = printed[:MOST_CHARACTERS]
    if printed.isascii() and printed.isalnum():
        return Work(printed, cut=cut)
    issues = set()
    if not _OPERATOR_VARIANTS.isdisjoint(printed):
        issues.add("op_variant")
    if _FULL_WIDTH.search(printed):
        issues.add("fullwidth")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", printed)).translate(_SIGNS).strip()
    bracket = _OCR_BRACKET.match(text)
    if bracket:
        issues.add("op_variant")
        text = _OCR_SIGNS[bracket[1]] + text[1:]
    if _TWO_NUMBERS.search(text):
        text, joined = _join_digits(text)
        if joined:
            issues.add("split_digits")
    return Work(_drop_blanks(text), frozenset(issues), cut)


def _drop_blanks(text: str) -> str:
    """Remove white space; between two digits that do not belong together one blank stays and keeps them apart."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", re.sub(r"\s+", " ", text))


def _join_digits(text: str) -> tuple[str, bool]:
    """Join digits torn apart by blanks (S16): ``1 1566.21``, ``1 0 0``, ``95. 5``; thousands set off by blanks are no damage."""
    damaged = False

    def join(match: re.Match[str]) -> str:
        nonlocal damaged
        groups = match[0].split()
        if re.fullmatch(r"\d{1,3}(?: \d{3})+(?:\.\d+)?", " ".join(groups)):
            return "".join(groups)
        around_point = len(groups) == 2 and (groups[0].endswith(".") != groups[1].startswith("."))
        single_digits = all(len(group) == 1 for group in groups)
        lone_leader = len(groups) == 2 and re.fullmatch(r"\d \d{2,}(?:\.\d+)?", " ".join(groups))
        if around_point or single_digits or lone_leader:
            damaged = True
            return "".join(groups)
        return " ".join(groups)

    return _BLANK_GROUPS.sub(join, text), damaged
