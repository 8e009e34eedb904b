"""How the figures of a section compare (比较关系): changes, completion of a budget, shares, and the reasons given for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.facts import referring
from jixiao.facts.figures import AGAINST, COMPARE, COMPLETION, REASON, SAME, SHARE, Figure, base_measure, direction_of
from jixiao.facts.metrics import Named
from jixiao.facts.reasons import Reasons
from jixiao.facts.sentences import Segment, Words
from jixiao.facts.statements import Base, Comparison, Item

Subject = tuple[str, Named]
_ALONE = frozenset({"持平", "基本持平", "无增减", "没有变化", "无变化", "没有增减"})
_AGAINST_WORDS = {"大于": "above", "高于": "above", "超过": "above", "多于": "above", "超出": "above", "等于": "equal"}
_WHOLE_TAIL = re.compile(r"(?:的|总额|总数|比重|比例|比)*$")
_LONGEST_REASON = 1000
_CLOSE = Decimal("0.011")


@dataclass(slots=True)
class Relations:
    """The comparisons of a section while it is read.

    Attributes:
        items: the figures read so far.
        comparisons: the comparisons read so far.
        quote: words as the section prints them.
        reasons: the reasons read so far.
    """

    items: list[Item]
    quote: Callable[[Words, int, int], str]
    comparisons: list[Comparison] = field(default_factory=list)
    reasons: Reasons = field(init=False)
    segment: Segment | None = None
    text: str = ""
    year: int | None = None
    base: Base | None = None
    base_item: Item | None = None
    number: int = 0

    def __post_init__(self) -> None:
        self.reasons = Reasons(self.comparisons)

    def begin(self, segment: Segment, text: str, year: int | None, *, goes_on: bool) -> None:
        """A new part of a sentence begins."""
        self.segment, self.text, self.year = segment, text, year
        self.number += 1
        self.base_item = None
        if segment.is_first and not goes_on:
            self.base = None
        self.reasons.begin(segment, self.number, text, goes_on=goes_on)

    def new_item(self, item: Item) -> None:
        """A figure of its own begins: the base named before it no longer stands beside it."""
        if self.base_item is not None and self.base_item.named != item.named:
            self.base_item = None

    def find(self, named: Named, subject: str) -> Item | None:
        """The latest figure of the year with the same metric, or with the same words where they name none."""
        return referring.latest(self.items, named, subject, self.year)

    def beside_budget(self, figure: Figure) -> None:
        """决算数小于预算数0.2万元: by how much the final figure differs."""
        if self.comparisons and self.comparisons[-1].kind == "completion":
            self.comparisons[-1].delta = figure

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
        if self.reasons.is_open and (subject is None or subject[1].metric is None):
            return
        direction = direction_of(change)
        if direction is None and not figure.value:
            direction = "same"
        if direction is None or self.segment is None or (direction == "same" and figure.value):
            return
        target, rivals = self._target(subject, current), [] if subject else rivals
        position = self.segment.words.place(figure.start)
        target, base = self._of_two_years(target, self._base_in(gap, target))
        last = self._open(target, current)
        if last is not None and last.delta is None and last.direction == direction and self._same_base(gap, last):
            last.delta = figure
            return
        found = self._new("change", target, position, base or self.base)
        found.delta, found.direction, found.candidates = figure, direction, tuple(rivals)
        found.within_reason = found.within_reason or self._explains(target)

    def _of_two_years(self, target: Item | None, base: Base | None) -> tuple[Item | None, Base | None]:
        """2024年10万元，2023年12万元，减少2万元: the change is one of the later figure, and the earlier one is its base."""
        pair = referring.two_years(self.items, target)
        said = base or self.base
        if pair is None or (said is not None and not said.is_implied and (said.is_budget or said.year != pair[1].year)):
            return target, base
        later, earlier = pair
        earlier.is_base, self.base_item = True, earlier
        self.base = Base(earlier.year, earlier.is_year_stated, earlier.measure)
        return later, self.base

    def _explains(self, target: Item | None) -> bool:
        """A change without a figure of its own, behind one that has it, splits or explains that one (其中: 人员经费增加5万元)."""
        if target is None or target.figure is not None:
            return False
        told = self.reasons.explained[0].item if self.reasons.was_open and self.reasons.explained else None
        if told is not None and told.figure is not None:
            return True
        sentence = self.comparisons[-1].sentence
        earlier = (item for item in self.comparisons[-referring.LOOK_BACK : -1] if item.kind == "change" and item.sentence == sentence)
        return any(item.item is None or item.item.figure is not None for item in earlier)

    def _same_base(self, gap: str, last: Comparison) -> bool:
        """The words before a figure name no other base than the change that was begun: none, or 同比, or the same year again."""
        matches = list(COMPARE.finditer(gap))
        if not matches:
            return True
        base = Base.of(matches[-1], gap, last.year)
        return not base.is_budget and base.year == last.base_year and base.measure in (None, last.base_measure)

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
        if self.reasons.is_open and (subject is None or subject[1].metric is None):
            return
        direction = direction_of(change)
        target = self._target(subject, current)
        if subject is None and (last := self._open(target, current)) is not None and last.rate is None and self._same_base(gap, last):
            last.rate = figure
            return
        if direction is None:
            return
        target, base = self._of_two_years(target, self._base_in(gap, target))
        found = self._new("change", target, position, base or self.base)
        found.rate, found.direction = figure, direction

    def _completed(self, figure: Figure, gap: str, current: Item | None, position: int) -> None:
        final = current if current is not None and current.measure == "final" else None
        if current is not None and final is None:
            final = referring.measured(self.items, current, ("final",))
        match = COMPLETION.search(gap)
        wanted = "adjusted" if match and match["of"] and re.match(r"调整|全年", match["of"]) else "budget"
        found = self._completion(final, position, wanted)
        found.rate = figure
        if match and match["of"] == "年初":
            found.base_measure = "initial"

    def _completion(self, final: Item | None, position: int, wanted: str | None) -> Comparison:
        last = self.comparisons[-1] if self.comparisons else None
        if last is not None and last.kind == "completion" and final is not None and last.item is final and last.sentence == final.sentence:
            return last
        found = self._new("completion", final, position, None)
        found.base_year = found.year
        if final is not None:
            found.base_item = referring.measured(self.items, final, (wanted,) if wanted else ("budget", "adjusted"))
        is_initial = found.base_item is not None and "年初" in found.base_item.text
        found.base_measure = "initial" if is_initial and wanted != "adjusted" else wanted or "budget"
        return found

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
            known = referring.sum_of_year(self.items, meant, words, self.year) or self.find(meant, words)
            found.base_item = known if known is not None and known is not target and meant.is_of_fund(known.named) else None
        elif (whole := whole or referring.total_above(self.items, self.comparisons, target)) is not None and whole is not target:
            found.base_item, found.base_words = whole, whole.subject

    def words(
        self, words: Words, start: int, end: int, current: Item | None, subject_at: Callable[[Words, int, int], Subject | None]
    ) -> None:
        """Words without a figure: unchanged, above or below the budget, and reasons."""
        piece = words.text[start:end]
        marks = list(REASON.finditer(words.text, start, end))
        limit = marks[0].start() if marks else end
        if (compare := COMPARE.search(piece)) and start + compare.start() < limit and not self.reasons.is_open:
            self.base = Base.of(compare, piece, current.year if current else self.year)
        if not self.reasons.is_open:
            for match in SAME.finditer(piece):
                if start + match.start() < limit:
                    self._same_words(match, words, start, current, subject_at)
        for match in AGAINST.finditer(piece):
            if current is not None and (not self.reasons.is_open or not match.start()):
                final = current if current.measure == "final" else None
                found = self._completion(final, words.place(start + match.start()), None)
                found.direction = found.direction or _AGAINST_WORDS.get(match["word"], "below")
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
            figure=None,
            measure="budget",
            year=self.year,
            is_year_stated=False,
            is_as_of=False,
            sentence=segment.sentence if segment else 0,
            position=0,
            text=self.text,
            paragraph=segment.paragraph if segment else 0,
        )

    def _base_in(self, gap: str, target: Item | None) -> Base | None:
        matches = list(COMPARE.finditer(gap))
        if not matches:
            return None
        telling = [match for match in matches if match[0] != "同比"] or matches
        self.base = Base.of(telling[-1], gap, target.year if target is not None and target.year is not None else self.year)
        return self.base

    def _open(self, target: Item | None, current: Item | None) -> Comparison | None:
        """The change that this part of the sentence has begun to tell, if it is of the same figure or told after the last figure."""
        last = self.comparisons[-1] if self.comparisons else None
        if last is None or last.kind != "change" or last.segment != self.number:
            return None
        is_later = target is current and current is not None and last.position > current.position and not current.is_base
        is_same = last.item is target or target is None or target in last.candidates or last.base_item is target
        return last if is_same or is_later else None

    def _new(self, kind: str, item: Item | None, position: int, base: Base | None) -> Comparison:
        segment = self.segment
        found = Comparison(
            kind=kind,
            item=item,
            sentence=segment.sentence if segment else 0,
            position=position,
            text=self.text,
            year=item.year if item is not None else self.year,
            within_reason=self.reasons.is_open,
            paragraph=segment.paragraph if segment else 0,
            segment=self.number,
        )
        base = base or (self._base_of_whole(item) if kind == "change" else None)
        if base is not None:
            found.base_year, found.is_base_year_stated, found.base_measure = base.year, base.is_year_stated, base.measure
        if kind == "change" and item is not None:
            same = self.base_item is not None and self.base_item.named == item.named
            found.base_item = self.base_item if same else None
            if base is not None and base.is_budget and found.base_item is None:
                found.base_item = referring.measured(self.items, item, ("adjusted",) if base.measure == "adjusted" else ("budget",))
        found.reason = self.reasons.lead
        self.comparisons.append(found)
        return found

    def _base_of_whole(self, item: Item | None) -> Base | None:
        """The parts of a total are compared with what the total is compared with, where they do not say."""
        whole = item.part_of if item is not None else None
        if whole is None:
            return None
        told = (found for found in reversed(self.comparisons[-referring.LOOK_BACK :]) if found.item is whole and found.kind == "change")
        return next((Base(found.base_year, False, found.base_measure) for found in told if found.base_year != found.year), None)

    def _reason(self, words: Words, mark: re.Match[str]) -> None:
        end, is_closed = _end_of(words.text, mark.end())
        quote = self.quote(words, mark.end(), end).strip("。，,：:")
        self.reasons.add(words.text[: min(mark.end(), _LONGEST_REASON)], quote, mark.start())
        if self.reasons.is_open and self.base is None:
            first = self.reasons.explained[0]
            self.base = Base(first.base_year, first.is_base_year_stated, first.base_measure)
        if is_closed:
            self.reasons.is_open = False

    def end_segment(self) -> None:
        """The part of the sentence is over: open questions of it are decided."""
        for found in self.comparisons[-referring.LOOK_BACK :]:
            if found.candidates and found.segment == self.number:
                fitting = [item for item in found.candidates if _fits(item, found)]
                found.item = fitting[0] if len(fitting) == 1 else None
                found.candidates = ()


def _end_of(text: str, begin: int) -> tuple[int, bool]:
    """Where a reason ends, and whether a bracket that began before it closes there: （主要是人员增加）."""
    depth = 0
    for at in range(begin, min(len(text), begin + _LONGEST_REASON)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0:
            return at, True
    return min(len(text), begin + _LONGEST_REASON), False


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
