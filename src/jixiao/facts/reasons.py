"""Which comparison a reason explains (原因说明): the one before it, those of the sentence before it, or all of the section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jixiao.facts.sentences import Segment
from jixiao.facts.statements import Comparison

UNCHANGED = frozenset({"same", "about_same", "equal"})
_NEAR = 24
"""A reason that begins so close to the beginning of a sentence explains what stands before the sentence."""
_LOOK_BACK = 200
_OF_ALL = re.compile(r"^[^，。;:]{0,24}?(?:增减|增加|减少|增长|下降|变动|变化)[^，。;:]{0,6}的?(?:主要)?原因|^(?:主要)?(?:增减|变动)?原因")
_DIRECTIONS = {"增加": "increase", "增长": "increase", "减少": "decrease", "下降": "decrease"}


@dataclass(slots=True)
class Reasons:
    """The reasons of a section while it is read.

    Attributes:
        comparisons: the comparisons read so far.
        is_open: what is being read is the reason of a comparison.
        was_open: an earlier part of the sentence held a reason.
        explained: what that reason explains.
        lead: a reason that stands before what it explains (因人员增加，比上年增加5万元).
    """

    comparisons: list[Comparison]
    segment: Segment | None = None
    number: int = 0
    is_open: bool = False
    was_open: bool = False
    explained: list[Comparison] = field(default_factory=list)
    lead: str | None = None

    def begin(self, segment: Segment, number: int, quote: str, *, goes_on: bool) -> None:
        """A new part of a sentence begins; where it carries on the enumeration of a reason it belongs to it."""
        self.segment, self.number, self.lead = segment, number, None
        self.was_open = not segment.is_first and (self.was_open or self.is_open)
        self.is_open = self.is_open and goes_on
        if self.is_open:
            for item in self.explained:
                item.reason = f"{item.reason or ''}{quote}"

    def add(self, before: str, quote: str, start: int) -> None:
        """A reason is given.

        Args:
            before: the part of the sentence from its beginning to the end of the words that announce the reason.
            quote: the words of the reason.
            start: where the words that announce it begin.
        """
        own = [item for item in self.comparisons[-_LOOK_BACK:] if item.segment == self.number]
        here = [item for item in own if item.reason is None]
        if here and here[-1].direction not in UNCHANGED:
            here = [item for item in here if item.direction not in UNCHANGED or item.item is here[-1].item]
        if not here and start <= _NEAR:
            here = self._before(before)
        if here:
            for item in here:
                item.reason = quote
            self.is_open, self.explained = True, here
        elif not own:
            self.lead = re.split(r"[，,；;。]", quote)[0] or None

    def _before(self, text: str) -> list[Comparison]:
        """What a sentence that begins with a reason explains."""
        if self.segment is None:
            return []
        said = next((way for word, way in _DIRECTIONS.items() if word in text), None)
        unexplained = [
            item for item in self.comparisons[-_LOOK_BACK:] if item.reason is None and not item.within_reason and item.kind != "share"
        ]
        fitting = [item for item in unexplained if said is None or item.direction in (said, None) or item.kind == "completion"]
        near = [item for item in fitting if item.paragraph == self.segment.paragraph and self.segment.sentence - item.sentence <= 1]
        if near:
            last = max(item.sentence for item in near)
            return near if _OF_ALL.match(text) else [item for item in near if item.sentence == last]
        return fitting if _OF_ALL.match(text) else []
