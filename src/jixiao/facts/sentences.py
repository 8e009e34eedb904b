"""Prose as it is parsed: paragraphs, sentences and the parts between semicolons, each with where it stands (分句)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FULL = str.maketrans("０１２３４５６７８９％（）：；．－—–〈〉“”「」『』﹪㎡", '0123456789%():;.---<>""""""%㎡')
_BLANKS = frozenset(" \t\u00a0\u3000\u200b\u2002\u2003\ufeff\r")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?:，\d{3})*(?:\.\d{1,6})?(?:万元|元|亿元))")
_END = re.compile(r"[。！？!?]+;*")
_BRACKET = re.compile(r"\((?:[^()]|\([^()]{0,40}\)){1,600}\)")
_FIGURE_INSIDE = re.compile(r"\d(?:万元|亿元|元|辆|台|个|人)|为零")
_INLINE = re.compile(r"\((?:比|较|与|同|增|减|上年|去年|20\d\d年?|占|下降|上升|降低|完成|含?以上|\d+(?:\.\d+)?%)")
_IS_BASE = re.compile(r"(?:比|较|与|同|和)(?:上年|20\d\d年度?|去年)(?:年初)?(?:预算|决算|执行)?数?$")
LIST_MARK = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\(\d{1,2}\)|\d{1,2}(?:、|\.(?!\d)|\))|[①-⑳]|[a-z]\.)、?"
)
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of prose without blanks, with half-width signs, and where each of its characters stands in the section.

    >>> words_of("2023 年预算 1，200.5 万元，", 0).text
    '2023年预算1,200.5万元，'
    """

    text: str
    places: tuple[int, ...]

    def __getitem__(self, span: slice) -> Words:
        return Words(self.text[span], self.places[span])

    def place(self, at: int) -> int:
        """Where the character number ``at`` stands in the section."""
        return self.places[min(at, len(self.places) - 1)] if self.places else 0


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a sentence between two semicolons (分句), without the brackets that say something of their own.

    Attributes:
        words: its text.
        paragraph: number of its paragraph, from 0.
        sentence: number of its sentence in the section, from 1.
        is_first: it begins its sentence.
        anchor: where the bracket stood whose inside this is; ``None`` for text outside of brackets.
        ends_open: the paragraph ends behind it with a colon: what follows is its list.
    """

    words: Words
    paragraph: int
    sentence: int
    is_first: bool
    anchor: int | None = None
    ends_open: bool = False
    insides: tuple[Segment, ...] = field(default=())


def words_of(text: str, start: int) -> Words:
    """A paragraph as :class:`Words`; ``start`` is where it begins in its section."""
    kept = [(char, start + at) for at, char in enumerate(text.translate(_FULL)) if char not in _BLANKS]
    flat = "".join(char for char, _ in kept)
    flat = _THOUSANDS.sub(",", _COMMA.sub("，", flat))
    return Words(flat, tuple(at for _, at in kept))


def segments_of(text: str) -> Iterator[Segment]:
    """The parts of all sentences of a section, in order."""
    start, number = 0, 0
    for at, paragraph in enumerate(text[:_LONGEST].split("\n")):
        words = words_of(paragraph, start)
        start += len(paragraph) + 1
        for sentence in _sentences(words):
            number += 1
            yield from _segments(sentence, at, number)


def _sentences(words: Words) -> Iterator[Words]:
    begin = 0
    for end in _END.finditer(words.text):
        yield words[begin : end.end()]
        begin = end.end()
    if begin < len(words.text):
        yield words[begin:]


def _segments(words: Words, paragraph: int, number: int) -> Iterator[Segment]:
    outside, brackets = _without_brackets(words)
    begin, is_first = 0, True
    for end in [*(match.end() for match in re.finditer(";", outside.text)), len(outside.text)]:
        part = outside[begin:end]
        begin = end
        if not part.text.strip(";，。"):
            continue
        first, last = part.places[0], part.places[-1]
        inner = tuple(
            Segment(inside, paragraph, number, is_first=False, anchor=anchor) for anchor, inside in brackets if first <= anchor <= last
        )
        yield Segment(part, paragraph, number, is_first, ends_open=part.text.endswith((":", "其中", "如下")), insides=inner)
        is_first = False


def _without_brackets(words: Words) -> tuple[Words, list[tuple[int, Words]]]:
    """The sentence without the brackets that state figures of their own, and these with the place before them."""
    kept: list[int] = []
    brackets: list[tuple[int, Words]] = []
    begin = 0
    for match in _BRACKET.finditer(words.text):
        inside = match[0]
        if (
            not _FIGURE_INSIDE.search(inside)
            or _INLINE.match(inside)
            or _IS_BASE.search(words.text, max(0, match.start() - 12), match.start())
        ):
            continue
        kept += range(begin, match.start())
        begin = match.end()
        brackets.append((words.place(max(match.start() - 1, 0)), words[match.start() + 1 : match.end() - 1]))
    kept += range(begin, len(words.text))
    if not brackets:
        return words, []
    return Words("".join(words.text[at] for at in kept), tuple(words.places[at] for at in kept)), brackets
