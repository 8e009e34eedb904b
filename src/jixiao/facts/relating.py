"""How the figures of a section compare (比较关系): changes, completion of a budget, shares, and the reasons given for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.facts.figures import AGAINST, COMPARE, COMPLETION, REASON, SAME, SHARE, Figure, base_measure, direction_of
from jixiao.facts.metrics import Named, flat_subject
from jixiao.facts.sentences import Segment, Words
from jixiao.facts.statements import Base, Comparison, Item

Subject = tuple[str, Named]
_ALONE = frozenset({"持平", "基本持平", "无增减", "没有变化", "无变化", "没有增减"})
_AGAINST_WORDS = {"大于": "above", "高于": "above", "超过": "above", "多于": "above", "超出": "above", "等于": "equal"}
_OF_ALL = re.compile(
    r"^(?:[^，。;:]{0,24}?)(?:增减|增加|减少|增长|下降|变动|变化)[^，。;:]{0,6}(?:的)?(?:主要)?原因|^(?:主要)?(?:增减|变动)?原因"
)
_WHOLE_TAIL = re.compile(r"(?:的|总额|总数|比重|比例|比)*$")
_CLOSE = Decimal("0.011")


@dataclass(slots=True)
class Relations:
    """The comparisons of a section while it is read.

    Attributes:
        items: the figures read so far.
        comparisons: the comparisons read so far.
        in_reason: what is being read is the reason of a comparison.
    """

    items: list[Item]
    comparisons: list[Comparison] = field(default_factory=list)
    in_reason: bool = False
    segment: Segment | None = None
    quote: str = ""
    year: int | None = None
    base: Base | None = None
    base_item: Item | None = None
    number: int = 0
    lead: str | None = None
    was_reason: bool = False

    def begin(self, segment: Segment, quote: str, year: int | None, *, is_first: bool, goes_on: bool) -> None:
        """A new part of a sentence begins."""
        self.segment, self.quote, self.year = segment, quote, year
        self.number += 1
        self.was_reason = not is_first and (self.was_reason or self.in_reason)
        self.in_reason = self.in_reason and goes_on
        self.base_item = None
        if is_first and not goes_on:
            self.base = None
        if self.in_reason and self.comparisons:
            self._carry_reason(quote)

    def _carry_reason(self, quote: str) -> None:
        last = self.comparisons[-1]
        for item in self.comparisons:
            if item.reason is not None and item.segment == last.segment and not item.within_reason:
                item.reason += quote
                item.segment = self.number if item is last else item.segment

    def new_item(self, item: Item) -> None:
        """A figure of its own begins: the base named before it no longer stands beside it."""
        if self.base_item is not None and self.base_item.named != item.named:
            self.base_item = None

    def find(self, named: Named, subject: str, *, measure: str | None = None) -> Item | None:
        """The latest figure of the section with the same metric, or with the same words where they name none."""
        wanted = _core(subject)
        for item in reversed(self.items):
            if not item.is_money or item.is_base or (measure is not None and item.measure != measure) or item.year != self.year:
                continue
            same_side = named.side is None or item.named.side is None or named.side == item.named.side
            if named.metric is not None and item.named.metric == named.metric and same_side:
                return item
            if named.metric is None and len(wanted) >= 4 and _core(item.subject) == wanted:
                return item
        return None

    def base_figure(self, item: Item, base: Base, tail: str, current: Item | None) -> None:
        """A figure of the base is printed (与上年1330.52万元相比); 与上年一致0万元 says at once that nothing changed."""
        self.base, self.base_item = base, item
        if (match := SAME.search(tail)) and current is not None:
            last = self.comparisons[-1] if self.comparisons else None
            if last is not None and last.item is current and last.direction == "same":
                last.base_item = item
            else:
                self._same(match, current, item.position)

    def delta(
        self, figure: Figure, change: re.Match[str], gap: str, subject: Subject | None, current: Item | None, rivals: list[Item]
    ) -> None:
        """A change by an amount of money (比上年增加5万元)."""
        if self.in_reason and (subject is None or subject[1].metric is None):
            return
        direction = direction_of(change)
        if direction is None or self.segment is None:
            return
        if direction == "same" and figure.value:
            return
        target, rivals = self._target(subject, current), [] if subject else rivals
        position = self.segment.words.place(figure.start)
        base = self._base_in(gap, target)
        if base is None and self.base is None and target is not None and (earlier := self._earlier(target)) is not None:
            self.base_item, target, base = target, earlier, Base(target.year, target.is_year_stated, target.measure)
            self.base_item.is_base = True
        last = self._open(target)
        if last is not None and last.delta is None and last.direction == direction and not COMPARE.search(gap):
            last.delta = figure
            return
        found = self._new("change", target, position, base or self.base)
        found.delta, found.direction, found.candidates = figure, direction, tuple(rivals)
        found.within_reason = found.within_reason or (self.was_reason and target is not None and target.figure is None)

    def rate(
        self,
        figure: Figure,
        gap: str,
        tail: str,
        change: re.Match[str] | None,
        subject: Subject | None,
        current: Item | None,
        whole: Item | None,
        named: Callable[[str], Named],
    ) -> None:
        """A percentage: how far a budget was carried out, what part of a whole something is, or how much it changed."""
        position = self.segment.words.place(figure.start) if self.segment else 0
        if COMPLETION.search(gap):
            self._completed(figure, gap, current, position)
        elif match := SHARE.search(gap):
            self._share(figure, match, gap, current, whole, position, named)
        elif change:
            self._change_rate(figure, change, gap, subject, current, position)

    def _change_rate(
        self, figure: Figure, change: re.Match[str], gap: str, subject: Subject | None, current: Item | None, position: int
    ) -> None:
        if self.in_reason and (subject is None or subject[1].metric is None):
            return
        direction = direction_of(change)
        target = self._target(subject, current)
        if subject is None and (last := self._open(target)) is not None and last.rate is None and not COMPARE.search(gap):
            last.rate = figure
            return
        if direction is None:
            return
        base = self._base_in(gap, target)
        found = self._new("change", target, position, base or self.base)
        found.rate, found.direction = figure, direction

    def _completed(self, figure: Figure, gap: str, current: Item | None, position: int) -> None:
        final = current if current is not None and current.measure == "final" else None
        if current is not None and final is None:
            final = next((item for item in reversed(self.items) if self._alike(item, current) and item.measure == "final"), None)
        match = COMPLETION.search(gap)
        wanted = "adjusted" if match and match["of"] and re.match(r"调整|全年", match["of"]) else "budget"
        found = self._completion(final, position, wanted)
        found.rate = figure

    def _completion(self, final: Item | None, position: int, wanted: str | None) -> Comparison:
        last = self.comparisons[-1] if self.comparisons else None
        if last is not None and last.kind == "completion" and final is not None and last.item is final and last.sentence == final.sentence:
            return last
        found = self._new("completion", final, position, None)
        found.base_year = found.year
        if final is not None:
            budgets = [item for item in self.items if self._alike(item, final) and item.measure in ("budget", "adjusted")]
            fitting = [item for item in budgets if wanted is None or item.measure == wanted]
            found.base_item = fitting[-1] if fitting else None
        found.base_measure = {"budget": "initial", None: "budget"}.get(wanted, wanted)
        return found

    def _alike(self, item: Item, other: Item) -> bool:
        """Two figures of one thing in one paragraph and year."""
        if item.paragraph != other.paragraph or item.year != other.year or not item.is_money or item.is_base:
            return False
        if item.named.metric is not None or other.named.metric is not None:
            return item.named.metric == other.named.metric and item.named.side == other.named.side
        return _core(item.subject) == _core(other.subject)

    def _share(
        self,
        figure: Figure,
        match: re.Match[str],
        gap: str,
        current: Item | None,
        whole: Item | None,
        position: int,
        named: Callable[[str], Named],
    ) -> None:
        words = _WHOLE_TAIL.sub("", match["whole"] or "")
        before = re.split(r"[，:;。]|其中", gap[: match.start()])[-1].lstrip("、(")
        target = current
        if before and (own := named(before)).metric is not None:
            target = self.find(own, before)
            target = target or self._without_figure(before, own)
        elif before:
            target = self._without_figure(before, Named())
        if target is not None and target.figure is not None and not target.is_money:
            return
        found = self._new("share", target, position, None)
        found.rate, found.base_year = figure, found.year
        if words:
            found.base_words, meant = words, named(words)
            known = self.find(meant, words)
            found.base_item = known if known is not target else None
        elif whole is not None and whole is not target:
            found.base_item, found.base_words = whole, whole.subject

    def words(
        self, words: Words, start: int, end: int, current: Item | None, subject_at: Callable[[Words, int, int], Subject | None]
    ) -> None:
        """Words without a figure: unchanged, above or below the budget, and reasons."""
        piece = words.text[start:end]
        marks = list(REASON.finditer(words.text, start, end))
        limit = marks[0].start() if marks else end
        if not self.in_reason:
            for match in SAME.finditer(piece):
                if start + match.start() < limit:
                    self._same_words(match, words, start, current, subject_at)
        for match in AGAINST.finditer(piece):
            if current is not None and (not self.in_reason or not match.start()):
                final = current if current.measure == "final" else None
                found = self._completion(final, words.place(start + match.start()), None)
                found.direction = found.direction or _AGAINST_WORDS.get(match["word"], "below")
        if (compare := COMPARE.search(piece)) and start + compare.start() < limit and not self.in_reason:
            self.base = Base.of(compare, piece, current.year if current else self.year)
        for mark in marks:
            self._reason(words, mark)

    def _same_words(
        self, match: re.Match[str], words: Words, start: int, current: Item | None, subject_at: Callable[[Words, int, int], Subject | None]
    ) -> None:
        has_base = match.start("word") > match.start()
        if not has_base and match["word"] not in _ALONE and not match["word"].startswith("增减"):
            return
        if not has_base and self.base is None and current is None:
            return
        subject = subject_at(words, start, start + match.start())
        target = current
        if subject is not None and subject[1].metric is not None:
            target = self.find(subject[1], subject[0]) or self._without_figure(*subject)
        elif subject is not None and not has_base:
            return
        self._same(match, target, words.place(start + match.start()))

    def _same(self, match: re.Match[str], target: Item | None, position: int) -> None:
        has_base = match.start("word") > match.start()
        year = target.year if target is not None else self.year
        if match["budget"]:
            if target is not None and target.measure == "final":
                self._completion(target, position, None).direction = "equal"
            return
        base = self.base
        if has_base:
            printed = match["year"]
            base_year = int(printed) if printed else (year - 1 if year is not None else None)
            base = Base(base_year, printed is not None, base_measure(match["what"] or ""))
        last = self.comparisons[-1] if self.comparisons else None
        if last is not None and last.item is target and last.kind == "change" and last.segment == self.number:
            return
        found = self._new("change", target, position, base)
        found.direction = "about_same" if match["word"].startswith(("基本", "大体")) else "same"

    def _target(self, subject: Subject | None, current: Item | None) -> Item | None:
        if subject is None:
            return current if current is None or current.is_money or current.figure is None else None
        if (known := self.find(subject[1], subject[0])) is not None:
            return known
        return self._without_figure(*subject)

    def _without_figure(self, subject: str, named: Named) -> Item:
        segment = self.segment
        return Item(
            subject,
            named,
            None,
            "budget",
            False,
            self.year,
            False,
            False,
            segment.sentence if segment else 0,
            0,
            self.quote,
            paragraph=segment.paragraph if segment else 0,
        )

    def _base_in(self, gap: str, target: Item | None) -> Base | None:
        matches = list(COMPARE.finditer(gap))
        if not matches:
            return None
        self.base = Base.of(matches[-1], gap, target.year if target is not None and target.year is not None else self.year)
        return self.base

    def _earlier(self, item: Item) -> Item | None:
        """The figure of another year right before an item of the same metric: 2024年10万元，2023年12万元，减少2万元."""
        same = [other for other in self.items if other.is_money and other.sentence == item.sentence and not other.is_base]
        if len(same) < 2 or same[-1] is not item or same[-2].year == item.year or same[-2].year is None:
            return None
        is_same = same[-2].named == item.named and (item.named.metric is not None or _core(item.subject) == _core(same[-2].subject))
        return same[-2] if is_same else None

    def _open(self, target: Item | None) -> Comparison | None:
        """The change of a figure that this part of the sentence has begun to tell."""
        last = self.comparisons[-1] if self.comparisons else None
        if last is None or last.kind != "change" or last.segment != self.number:
            return None
        return last if last.item is target or target is None or target in last.candidates or last.base_item is target else None

    def _new(self, kind: str, item: Item | None, position: int, base: Base | None) -> Comparison:
        segment = self.segment
        found = Comparison(
            kind=kind,
            item=item,
            sentence=segment.sentence if segment else 0,
            position=position,
            text=self.quote,
            year=item.year if item is not None else self.year,
            within_reason=self.in_reason,
            paragraph=segment.paragraph if segment else 0,
            segment=self.number,
        )
        if base is not None:
            found.base_year, found.is_base_year_stated, found.base_measure = base.year, base.is_year_stated, base.measure
        same = item is not None and self.base_item is not None and self.base_item.named == item.named
        found.base_item = self.base_item if kind == "change" and same else None
        if self.lead:
            found.reason = self.lead
        self.comparisons.append(found)
        return found

    def _reason(self, words: Words, mark: re.Match[str]) -> None:
        text = words.text
        rest = text[mark.end() :].strip("。;，:")
        here = [item for item in self.comparisons if item.segment == self.number and item.reason is None]
        if not here and mark.start() <= 24 and self.segment is not None:
            here = self._before(text, mark)
        if here:
            for item in here:
                item.reason = rest
            self.in_reason = True
        elif not any(item.segment == self.number for item in self.comparisons):
            self.lead = re.split(r"[，;。]", rest)[0] or None

    def _before(self, text: str, mark: re.Match[str]) -> list[Comparison]:
        """What a sentence that begins with a reason explains: the sentence before it, or all of the section."""
        segment = self.segment
        if segment is None:
            return []
        open_ones = [item for item in self.comparisons if item.reason is None and not item.within_reason and item.kind != "share"]
        direction = {"增加": "increase", "增长": "increase", "减少": "decrease", "下降": "decrease"}
        said = next((way for word, way in direction.items() if word in text[: mark.end()]), None)
        open_ones = [item for item in open_ones if said is None or item.direction in (said, None) or item.kind == "completion"]
        near = [item for item in open_ones if item.paragraph == segment.paragraph and segment.sentence - item.sentence <= 1]
        if near:
            last = max(item.sentence for item in near)
            return [item for item in near if item.sentence == last] if not _OF_ALL.match(text) else near
        return open_ones if _OF_ALL.match(text) else []

    def end_segment(self) -> None:
        """The part of the sentence is over: open questions of it are decided."""
        self.lead = None
        for found in self.comparisons:
            if found.candidates and found.segment == self.number:
                fitting = [item for item in found.candidates if _fits(item, found)]
                found.item = fitting[0] if len(fitting) == 1 else None
                found.candidates = ()

    def close(self) -> None:
        """The section is over."""
        self.segment = None


def _fits(item: Item, found: Comparison) -> bool:
    """The change can be one of this figure: it is not larger than it, and its rate follows from it where one is printed."""
    if item.yuan is None or found.delta is None:
        return False
    if found.direction == "increase" and item.yuan < found.delta.yuan:
        return False
    if found.rate is None:
        return True
    base = item.yuan - found.delta.yuan if found.direction == "increase" else item.yuan + found.delta.yuan
    return base > 0 and abs(found.delta.yuan * 100 - found.rate.value * base) <= base * _CLOSE


def _core(subject: str) -> str:
    """A subject without the words that say which figure of it is meant."""
    flat = re.sub(r"^(?:20\d\d年?度?|其中|，|:|本单位|本部门)+", "", flat_subject(subject).replace("：", ":"))
    return re.sub(r"(?:年初|全年|调整后?|支出|收入)?(?:预算|决算|执行)数?(?:为|是|共)?$|(?:为|是|共|。)+$", "", flat)
