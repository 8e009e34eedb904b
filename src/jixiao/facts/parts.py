"""Which figure is part of which (其中): a sentence, or the list under it, splits a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jixiao.facts.metrics import Named
from jixiao.facts.referring import LOOK_BACK
from jixiao.facts.sentences import Segment
from jixiao.facts.statements import Comparison, Item
from jixiao.facts.subjects import core_of, is_generic

_HEAD = re.compile(r"其中|包括|用于以下|由以下|分别(?:为|是)|构成|组成|主要用于:|分为|划分")
_OUT_OF = re.compile(r"^(?P<whole>[^，:;。]{3,30}?)中，")
_AROUND = re.compile(r"^[，。;:、\)]+|(?:主要|按[^，。]{1,8})$|[，:]$")
_LIST_TAIL = re.compile(r"(?:的?(?:主要|具体)?(?:内容|情况|构成|结构|用途)?如下|主要用于以下方面|(?:主要)?包括|其中)?:?$")
_WHOLES = {
    "three_public_abroad": "three_public_total",
    "three_public_reception": "three_public_total",
    "three_public_vehicle_total": "three_public_total",
    "three_public_vehicle_purchase": "three_public_vehicle_total",
    "three_public_vehicle_running": "three_public_vehicle_total",
}
_CARRIED = frozenset({"carryover", "carryover_out"})


@dataclass(slots=True)
class Parts:
    """The figures that are being split while a section is read.

    Attributes:
        items: the figures read so far.
        comparisons: the comparisons read so far.
        find: the latest figure that some words name.
        heads: the figures whose parts are being told, the outermost first.
        list_head: the figure that a list of paragraphs splits.
    """

    items: Sequence[Item]
    comparisons: Sequence[Comparison]
    find: Callable[[str], Item | None]
    heads: list[Item] = field(default_factory=list)
    list_head: Item | None = None
    segment: Segment | None = None

    @property
    def head(self) -> Item | None:
        """The figure whose parts are being told."""
        return self.heads[-1] if self.heads else None

    def begin(self, segment: Segment) -> None:
        """A new part of a sentence begins: of several heads that were opened in it only the outer one lasts."""
        self.segment = segment
        if segment.is_first:
            self.heads = [self.list_head] if self.list_head is not None else []
        else:
            del self.heads[1 + (self.list_head is not None) :]

    def end_paragraph(self, text: str, current: Item | None) -> None:
        """A paragraph ends with a colon: its list splits its last figure, or what it names (财政拨款支出主要内容如下)."""
        if current is None:
            self.list_head = self.find(_LIST_TAIL.sub("", text))
            return
        if text.endswith(("其中:", "其中")) or len(self._beside(current)) == 1:
            self.list_head = current if current.is_money else None
        else:
            self.list_head = current.part_of

    def open(self, gap: str, start: int, current: Item | None) -> Item | None:
        """Words before a figure may open a list of parts; the figure that they split, where they do and it is known."""
        if match := _OUT_OF.match(gap):
            whole = self.find(match["whole"])
            self.heads = [whole] if whole is not None else self.heads
            return whole
        match = _HEAD.search(gap)
        if match is None:
            return None
        before = _AROUND.sub("", gap[: match.start()])
        if before and not is_generic(before):
            head = self.find(before)
            self.heads = [head] if head is not None else []
            return head
        begins = not start and self.segment is not None and self.segment.is_first
        head = self._only_one_before(current) if begins else current
        if head is not None and head.is_money and head not in self.heads:
            self.heads.append(head)
        return head

    def of(self, item: Item, same_as: Item | None) -> Item | None:
        """The figure that a figure is a part of.

        Args:
            item: the figure.
            same_as: the figure before it, where both are of the same thing (its budget and its final figure).
        """
        whole = _WHOLES.get(item.named.metric or "")
        if whole and (known := self._latest(whole, item) or self._latest(_WHOLES.get(whole, whole), item)):
            return known
        head = same_as.part_of if same_as is not None else self.head
        if head is None or head.year != item.year:
            return None
        if head.measure == item.measure:
            return head
        same = (other for other in reversed(self.items[-LOOK_BACK:]) if other.subject == head.subject and other.paragraph == head.paragraph)
        return next((other for other in same if other.measure == item.measure and other.year == item.year), None)

    def rivals(self, current: Item | None) -> list[Item]:
        """Where several parts stand before a change, it may be one of the whole: the whole and the last part."""
        head = self.head
        if head is None or current is None or head.sentence != current.sentence or self.segment is None:
            return []
        begin = max(head.position + 1, self.segment.words.place(0))
        parts = [item for item in self.items[-LOOK_BACK:] if item.part_of is head and item.position >= begin]
        if any(compared.item in parts for compared in self.comparisons[-LOOK_BACK:]):
            return []
        return [head, current] if len(parts) > 1 or current.named.metric in _CARRIED else []

    def named(self, named: Named, subject: str) -> Named:
        """购置费 and 运行费 under the total of vehicles are its two parts."""
        if named.metric is not None or self.head is None or self.head.named.metric != "three_public_vehicle_total":
            return named
        if "购置" in subject:
            return replace(named, metric="three_public_vehicle_purchase")
        return replace(named, metric="three_public_vehicle_running") if re.search(r"运行|运维", subject) else named

    def _latest(self, metric: str, part: Item) -> Item | None:
        """The three items of 三公 and the two of vehicles belong to their total wherever the sentence sets them apart."""
        same = (item for item in reversed(self.items[-LOOK_BACK:]) if item.named.metric == metric and not item.is_base)
        return next((item for item in same if item.year == part.year and item.measure == part.measure), None)

    def _beside(self, current: Item) -> set[str]:
        """What the sentence of a figure states amounts of."""
        near = (item for item in self.items[-LOOK_BACK:] if item.sentence == current.sentence and item.is_money and not item.is_base)
        return {core_of(item.subject) for item in near}

    def _only_one_before(self, current: Item | None) -> Item | None:
        """The figure of the sentence before, where it states one only; 其中 at the beginning of a sentence splits that one."""
        if self.segment is None or current is None or self.segment.sentence - current.sentence != 1:
            return None
        return current if len(self._beside(current)) == 1 else None


def whole_elsewhere(part: Item, by_metric: Mapping[str, Sequence[Item]]) -> Item | None:
    """The total of 三公 or of vehicles that an earlier section states, for an item with a heading of its own."""
    whole = _WHOLES.get(part.named.metric or "")
    if whole is None or part.is_base:
        return None
    for metric in (whole, _WHOLES.get(whole)):
        same = (item for item in reversed(by_metric.get(metric or "", ())) if not item.is_base)
        if found := next((item for item in same if item.year == part.year and item.measure == part.measure), None):
            return found
    return None
