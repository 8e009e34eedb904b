"""The prose of a section is read from its first figure to its last (读说明文字): each figure becomes an item or part of a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jixiao.facts.figures import AGAINST, BASE_FIGURE, CHANGE, COMPARE, REASON, UPTO, Figure, figures_of, goes_on, own_years, year_of
from jixiao.facts.metrics import Named, counted, measure_of, named_by
from jixiao.facts.parts import Parts
from jixiao.facts.referring import LOOK_BACK
from jixiao.facts.relating import Relations
from jixiao.facts.sentences import LIST_MARK, Segment, Words, segments_of
from jixiao.facts.statements import Base, Item, Statements
from jixiao.facts.subjects import current_part, is_generic, is_spent, tail_of

_AS_OF = re.compile(r"(?:截[至止到]|至)(?:20\d\d年|上年|年)|(?:上年|年|期)(?:末|底)")
_PURPOSE = re.compile(r"(?:主要|全部|统筹)?(?:是|为)?用于(?!以下)[:]?(?P<what>[^。]+)")
_NAMING = re.compile(r"\((?:类|款|项)\)")
_LONGEST_NAME = 24
_FAR = 400
_OWN_REASONING = frozenset({"three_public", "operating"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a section before it is read.

    Attributes:
        topic: its topic.
        heading: its heading.
        year: fiscal year of the document.
        is_final: the document is one of final accounts.
        publisher: who publishes it.
    """

    topic: str = "other"
    heading: str | None = None
    year: int | None = None
    is_final: bool = False
    publisher: str | None = None


def read_prose(text: str, setting: Setting) -> Statements:
    """All figures and comparisons that a section states, in order."""
    reader = _Reader(text, setting)
    for segment in segments_of(text):
        reader.read(segment)
    return Statements(reader.items, reader.relations.comparisons)


@dataclass(slots=True)
class _Reader:
    text: str
    setting: Setting
    items: list[Item] = field(default_factory=list)
    relations: Relations = field(init=False)
    parts: Parts = field(init=False)
    current: Item | None = None
    pending: str | None = None
    year: int | None = None
    is_year_stated: bool = False
    paragraph: int = -1
    goes_on: bool = False
    segment: Segment | None = None
    sentence: str = ""

    def __post_init__(self) -> None:
        self.relations = Relations(self.items, self._quote)
        self.parts = Parts(self.items, self.relations.comparisons, self._find)
        self.year = self.setting.year
        heading = LIST_MARK.sub("", self.setting.heading or "")
        self.pending = heading if _NAMING.search(heading.replace("（", "(").replace("）", ")")) or self._named(heading).metric else None

    def read(self, segment: Segment) -> None:
        """Read one part of a sentence and the brackets in it."""
        self._begin(segment)
        self._walk(segment.words)
        for inner in segment.insides:
            self._inside(inner)
        self.relations.end_segment()
        self.goes_on = segment.words.text.endswith((":", ";", "其中")) or segment.ends_open
        if segment.ends_open:
            self.parts.end_paragraph(LIST_MARK.sub("", segment.words.text), self.current)

    def _begin(self, segment: Segment) -> None:
        text = segment.words.text
        is_new = segment.paragraph != self.paragraph
        if is_new:
            if not self.goes_on and not LIST_MARK.match(text):
                self.parts.list_head = None
            self.paragraph = segment.paragraph
            if not (COMPARE.match(text) or AGAINST.match(text)):
                self.current = None
            end = self.text.find("\n", segment.words.place(0))
            printed = year_of(self.text[segment.words.place(0) : end if end >= 0 else None], self.setting.year)
            self.year, self.is_year_stated = printed or self.year, printed is not None
        if segment.is_first:
            self.sentence = ""
        self.parts.begin(segment)
        self.sentence = (self.sentence + text)[:_FAR]
        self.segment = segment
        quote = self._quote(segment.words, 0, len(text))
        enumerates = goes_on(text, is_new=is_new)
        self.relations.begin(segment, quote, self.year, goes_on=enumerates)

    def _walk(self, words: Words) -> None:
        text, before = words.text, 0
        found = list(figures_of(text))
        mark = LIST_MARK.match(text)
        before = mark.end() if mark else 0
        if not found and self._is_name(text[before:]):
            self.pending, self.current = self._quote(words, before, len(text)).strip("。；;：: "), None
        for at, figure in enumerate(found):
            gap = text[before : figure.start]
            self.relations.words(words, before, figure.start, self.current, self._subject_at)
            if figure.is_rate:
                self._rate(words, figure, gap, before)
            elif figure.is_money:
                self._money(words, figure, gap, before)
            else:
                self._count(words, figure, gap, before)
            before = figure.end
            after = text[before : found[at + 1].start if at + 1 < len(found) else len(text)]
            if self.current is not None and self.current.purpose is None and (match := _PURPOSE.search(after)):
                start = before + match.start("what")
                self.current.purpose = self._quote(words, start, len(text)).strip("。；;，, 、") or None
        self.relations.words(words, before, len(text), self.current, self._subject_at)

    def _is_name(self, text: str) -> bool:
        """A sentence that only names what the next ones tell of: 公务接待费。"""
        return _NAMING.search(text) is not None or (len(text) <= _LONGEST_NAME and self._named(text.strip("。:;")).metric is not None)

    def _inside(self, inner: Segment) -> None:
        """Read what stands in brackets: parts of the figure before them."""
        outer, heads = self.current, list(self.parts.heads)
        anchor = next(
            (item for item in reversed(self.items[-LOOK_BACK:]) if inner.anchor is not None and item.position <= inner.anchor), None
        )
        self.parts.heads = [anchor] if anchor is not None and anchor.sentence == inner.sentence else []
        self._walk(inner.words)
        self.current, self.parts.heads = outer, heads

    def _money(self, words: Words, figure: Figure, gap: str, start: int) -> None:
        tail, offset = tail_of(gap)
        if not UPTO.search(gap) and (change := CHANGE.search(gap)):
            subject = self._subject_of_change(words, gap, start, offset, change.start())
            self.relations.delta(figure, change, gap, subject, self.current, self.parts.rivals(self.current))
            return
        if (against := AGAINST.search(gap)) and against.end() == len(gap):
            self.relations.beside_budget(figure)
            return
        if BASE_FIGURE.search(tail) and (self.current is not None or COMPARE.search(tail)):
            self._base(words, figure, tail)
            return
        if self.relations.reasons.is_open and not self._ends_reason(tail):
            return
        self.relations.reasons.is_open = False
        self._amount(words, figure, gap, start, offset)

    def _ends_reason(self, tail: str) -> bool:
        metric = self._named(tail).metric
        return metric is not None and self.setting.topic in _OWN_REASONING and metric.startswith(("three_public", "meeting", "training"))

    def _amount(self, words: Words, figure: Figure, gap: str, start: int, offset: int) -> None:
        opened = self.parts.open(gap, start, self.current)
        tail = gap[offset:]
        subject, named, inherited = self._subject(words, start + offset, figure.start, tail)
        if inherited and opened:  # 其中: 本年预算安排 is a part, not the same figure again
            subject, inherited = self._quote(words, start + offset, figure.start), False
            named = current_part(tail, opened.named)
        clause = gap + words.text[figure.end : figure.end + 1]
        named = self.parts.named(named, subject)
        item = self._item(words, figure, subject, named, tail if inherited or measure_of(tail) else gap, clause)
        if item.named.metric == "target_projects_amount":
            item.named = replace(item.named, metric=self._targets_meant(tail))
        item.part_of = self.parts.of(item, self.current if inherited else None)
        self.items.append(item)
        self.current = item
        self.relations.new_item(item)

    def _targets_meant(self, tail: str) -> str | None:
        """Whether an amount is that of all projects with targets, of evaluated ones, or of a part of them."""
        counted_last = self.current
        if counted_last is not None and counted_last.figure is not None and counted_last.named.metric is None and "共" not in tail:
            return None
        return "evaluated_projects_amount" if re.search(r"自评|评价", self.sentence) else "target_projects_amount"

    def _count(self, words: Words, figure: Figure, gap: str, start: int) -> None:
        _, offset = tail_of(gap)
        tail = gap[offset:]
        if CHANGE.search(gap) or self.relations.reasons.is_open:
            return
        begin = max(words.text.rfind(mark, max(0, figure.start - _FAR), figure.start) for mark in "。;") + 1
        metric = counted(tail, figure.unit, self.setting.topic, words.text[begin : figure.start], words.text[figure.end : figure.end + 40])
        if metric is None and self.setting.topic not in ("assets", "performance"):
            return
        subject = self._quote(words, start + offset, figure.start)
        self.current = self._item(words, figure, subject, Named(metric), tail, gap)
        if metric is not None:
            self.items.append(self.current)

    def _base(self, words: Words, figure: Figure, tail: str) -> None:
        """A figure of another year, or of the budget, beside the one that is told."""
        base = Base.of(COMPARE.search(tail), tail, self.current.year if self.current else self.year)
        subject = self.current.subject if self.current else ""
        named = self.current.named if self.current else Named()
        item = self._item(words, figure, subject, named, tail, tail)
        item.is_base, item.year = True, base.year
        item.is_year_stated = base.is_year_stated
        if base.measure:
            item.measure = "budget" if base.measure == "initial" else base.measure
        self.items.append(item)
        self.relations.base_figure(item, base, tail, self.current)

    def _rate(self, words: Words, figure: Figure, gap: str, start: int) -> None:
        tail, offset = tail_of(gap)
        change = CHANGE.search(gap)
        subject = self._subject_of_change(words, gap, start, offset, change.start()) if change else None
        wholes = self.parts.head or (self.current.part_of if self.current else None)
        self.relations.rate(figure, gap, tail, change, subject, self.current, wholes, lambda text: self._named(text))

    def _item(self, words: Words, figure: Figure | None, subject: str, named: Named, near: str, clause: str) -> Item:
        segment = self.segment
        at, behind = (figure.start, figure.end) if figure else (0, 0)
        years = own_years(clause)
        measure = measure_of(near)
        begin = max((words.text.rfind(mark, max(0, at - _FAR), at) for mark in "，;。:"), default=-1) + 1
        end = min(
            (place for mark in "，;。" if (place := words.text.find(mark, behind, behind + _FAR)) >= 0),
            default=min(len(words.text), behind + _FAR),
        )
        is_stock = (named.metric or "").startswith("assets") or (named.metric is None and self.setting.topic == "assets")
        as_of = _AS_OF.search(self.sentence) if is_stock else None
        stock = re.search(r"20\d\d", as_of[0]) if as_of else None
        return Item(
            subject=subject,
            named=named,
            figure=figure,
            measure=measure or ("final" if self.setting.is_final else "budget"),
            year=int(stock[0]) if stock else years[-1] if years else self._stock_year(clause),
            is_year_stated=bool(stock or years) or self.is_year_stated,
            is_as_of=as_of is not None,
            sentence=segment.sentence if segment else 0,
            position=words.place(at),
            text=self._quote(words, begin, end),
            paragraph=self.paragraph,
        )

    def _stock_year(self, clause: str) -> int | None:
        return self.year - 1 if self.year is not None and re.search(r"上年(?:末|底)", clause) else self.year

    def _subject(self, words: Words, start: int, end: int, tail: str) -> tuple[str, Named, bool]:
        """The words before a figure, what they name, and whether they stand for those before them (预算数为, 支出决算为)."""
        if (is_generic(tail) or is_spent(tail)) and (label := self._label(words, start)) is not None:
            return label, self._named(label), False
        if is_generic(tail) or (is_spent(tail) and self._is_second_measure(tail)):
            previous = self.current.subject if self.current is not None else self.pending
            if previous is not None:
                is_same = self.current is not None and self.current.is_money
                named = self.current.named if self.current is not None and is_same else self._named(previous)
                return previous, named, True
        subject = self._quote(words, start, end)
        return subject, self._named(subject), False

    def _label(self, words: Words, end: int) -> str | None:
        """What stands before a colon and names a metric or an item: 公务接待费：2024年预算数5万元."""
        if words.text[end - 1 : end] != ":":
            return None
        begin = max(words.text.rfind(mark, max(0, end - _FAR), end - 1) for mark in "，;。:") + 1
        if mark := LIST_MARK.match(words.text[begin:end]):
            begin += mark.end()
        label = self._quote(words, begin, end - 1)
        return label if self._named(label).metric is not None or _NAMING.search(words.text[begin:end]) else None

    def _is_second_measure(self, tail: str) -> bool:
        """支出决算 after a budget of the same thing, or under the name of an item, is no total of expenditure."""
        if self.current is None:
            return self.pending is not None
        segment = self.segment
        is_near = segment is not None and self.current.sentence == segment.sentence
        return is_near and self.current.measure != measure_of(tail)

    def _subject_of_change(self, words: Words, gap: str, start: int, offset: int, verb: int) -> tuple[str, Named] | None:
        """Words between the last comma and the verb that name something else than what was told last."""
        offset = max([offset, *(mark.end() for mark in REASON.finditer(gap))])
        compare = COMPARE.search(gap, offset)
        spans = [(offset, compare.start()), (compare.end(), verb)] if compare else [(offset, verb)]
        for begin, end in spans:
            piece = re.sub(
                r"^\)?(?:年初|全年)?(?:预算|决算|执行)?(?:数|安排)?(?:相比|比较|对比|相较|比)|(?:预算|决算|执行)?数?$", "", gap[begin:end]
            )
            if end > begin and not is_generic(piece):
                subject = self._quote(words, start + begin, start + end)
                return subject, self._named(re.sub(r"^(?:相比|比较|对比)", "", gap[begin:end]))
        return None

    def _subject_at(self, words: Words, start: int, end: int) -> tuple[str, Named] | None:
        """The subject of words that hold no figure (公务接待费与上年持平)."""
        piece = words.text[start:end]
        tail, offset = tail_of(piece)
        if is_generic(tail) or not tail:
            return None
        subject = self._quote(words, start + offset, end)
        return subject, self._named(tail)

    def _find(self, subject: str) -> Item | None:
        return self.relations.find(self._named(subject), subject)

    def _named(self, subject: str) -> Named:
        return named_by(subject, self.setting.topic, self.setting.publisher)

    def _quote(self, words: Words, start: int, end: int) -> str:
        if start >= end or not words.places:
            return ""
        return self.text[words.place(start) : words.place(end - 1) + 1].strip()
