"""What a comparison tells (对比结果): every item with its places in both documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from jixiao.matching import Basis, TargetChange, Verdict
from jixiao.matching.keys import key_of
from jixiao.matching.names import name_stem
from jixiao.provenance import SourceRef

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
GRAVE = (Verdict.LOOSENED, Verdict.STALE)
"""What a reviewer asks about first."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that changed (文字变化).

    Attributes:
        label: field or heading; a word of the messages under ``diff_field`` where it is one of ours.
        pieces: what stayed (``=``), went (``-``) and came (``+``), in order.
    """

    label: str
    old: str | None
    new: str | None
    pieces: tuple[tuple[str, str], ...] = ()
    old_place: SourceRef | None = None
    new_place: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """Money of one kind in both documents (金额变化), in yuan; ``None`` where one of them does not print it.

    Attributes:
        metric: what it is: a metric of the key figures, a key of the amounts of a form, or a line of a table.
        label: what the newer document calls it.
    """

    metric: str
    label: str
    old: Decimal | None
    new: Decimal | None
    old_place: SourceRef | None = None
    new_place: SourceRef | None = None

    @property
    def change(self) -> Decimal | None:
        """New less old, where both are printed."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of the old amount, to one place; ``None`` where that is zero or one is missing."""
        if self.change is None or not self.old:
            return None
        return (self.change * _HUNDRED / abs(self.old)).quantize(_TENTH)

    @property
    def is_same(self) -> bool:
        """Both print the same amount, or neither prints one."""
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator in both documents, or in one of them (指标变化).

    Attributes:
        status: ``same``, ``changed``, ``new`` or ``gone``.
        target: what became of its target; ``None`` where it stands in one document only.
        follows_money: the target is the amount of the project in both documents, and changed with it.
        old_number: its number among the indicators of the form in the older document, from 1; ``new_number`` in the newer one.
    """

    status: str
    old_name: str | None
    new_name: str | None
    level2: str | None
    old_target: str | None
    new_target: str | None
    target: TargetChange | None = None
    old_weight: Decimal | None = None
    new_weight: Decimal | None = None
    follows_money: bool = False
    old_place: SourceRef | None = None
    new_place: SourceRef | None = None
    old_number: int | None = None
    new_number: int | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What became of the target."""
        return self.target.verdict if self.target else None

    @property
    def name(self) -> str:
        """Its name in the newer document, otherwise in the older one."""
        return self.new_name or self.old_name or ""


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A project in both documents, or in one of them (项目变化).

    Attributes:
        status: ``same``, ``changed``, ``new`` or ``gone``.
        scope: ``project`` or ``whole_department``.
        basis: why the two are taken for the same project.
        money: its amounts: that of the year first, then those by source.
        texts: what changed in goal, narratives, and other fields.
        old_number: its number in the older document, from 1; ``new_number`` in the newer one.
    """

    status: str
    scope: str
    old_name: str | None
    new_name: str | None
    basis: Basis | None = None
    likeness: float | None = None
    code: str | None = None
    money: tuple[MoneyChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    payment_plan: tuple[TextChange, ...] = ()
    old_place: SourceRef | None = None
    new_place: SourceRef | None = None
    old_number: int | None = None
    new_number: int | None = None

    @property
    def name(self) -> str:
        """Its name in the newer document, otherwise in the older one."""
        return self.new_name or self.old_name or ""

    @property
    def is_renamed(self) -> bool:
        """Both documents have it, under names that differ in more than years, numbers and brackets."""
        is_other = key_of(name_stem(self.old_name)) != key_of(name_stem(self.new_name))
        return self.basis in (Basis.RENAMED, Basis.ALIKE) or (self.basis is Basis.CODE and is_other)

    @property
    def amount(self) -> MoneyChange | None:
        """Money of the year."""
        return self.money[0] if self.money else None

    @property
    def change(self) -> Decimal | None:
        """How much money came or went: of a project on one side all of it; ``None`` where no amount is printed."""
        amount = self.amount
        if amount is None or (amount.old is None and amount.new is None):
            return None
        if self.status in ("new", "gone"):
            return (amount.new or Decimal(0)) - (amount.old or Decimal(0))
        return amount.change

    @property
    def size(self) -> Decimal:
        """The change without its sign, for sorting."""
        return abs(self.change or Decimal(0))


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A project that was evidently split into several or merged from several (拆分、合并): a hint.

    Attributes:
        kind: ``split`` or ``merged``.
        whole: name of the one.
        parts: names of the several.
    """

    kind: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaleText:
    """A text of the newer document that should have changed and did not (应改未改).

    Attributes:
        kind: ``old_figure`` (states the figure of the older document, which a table contradicts), ``old_year`` (names last year as its
            own), ``old_target`` (a goal that keeps last year's number while the indicator changed), ``old_amount`` (a text of a project
            that keeps its old money), ``same_change`` (the change to the year before is that of last year), ``same_figure`` (the same
            money in the same words, and no table to hold it against).
        text: the sentence or clause.
        label: field or heading under which it stands.
        project: name of the project, where it is one of a form.
        is_copied: the older document has the sentence word for word.
        stated: what it states, and ``expected``: what the newer document says elsewhere; texts for people.
        old_place: where the older document has it or the figure; ``other_place``: where the newer document says otherwise.
    """

    kind: str
    text: str
    label: str | None = None
    project: str | None = None
    is_copied: bool = False
    stated: str | None = None
    expected: str | None = None
    old_place: SourceRef | None = None
    new_place: SourceRef | None = None
    other_place: SourceRef | None = None
    is_title: bool = False
    """It is the title or a column of a table; one such place is told of each table."""


@dataclass(frozen=True)
class DocumentComparison:
    """Two documents of one agency (两份文件的对比).

    Attributes:
        agency: name in the newer document.
        likeness: how sure it is that both are of one agency, 0 to 1.
        money: totals that tables of both documents print.
        lines: lines of budget tables whose amounts changed; only between versions of one year.
        projects: all projects, those whose money changed most first.
        passages: prose that changed; only between versions of one year.
    """

    agency: str | None
    old_agency: str | None
    likeness: float
    old_file: str
    new_file: str
    old_year: int | None
    new_year: int | None
    money: tuple[MoneyChange, ...] = ()
    lines: tuple[MoneyChange, ...] = ()
    projects: tuple[ProjectChange, ...] = ()
    regrouped: tuple[Regrouped, ...] = ()
    stale: tuple[StaleText, ...] = ()
    passages: tuple[TextChange, ...] = ()

    @property
    def is_one_year(self) -> bool:
        """Two versions of one year."""
        return self.old_year is not None and self.old_year == self.new_year

    @property
    def is_reversed(self) -> bool:
        """The document that was given as the older one is of a later year."""
        return self.old_year is not None and self.new_year is not None and self.old_year > self.new_year

    @cached_property
    def targets(self) -> tuple[tuple[ProjectChange, IndicatorChange], ...]:
        """Indicators whose target changed, with their project; the gravest verdict first."""
        order = {verdict: at for at, verdict in enumerate((Verdict.LOOSENED, Verdict.STALE, Verdict.UNIT_CHANGED, Verdict.CHANGED))}
        found = [
            (project, item)
            for project in self.projects
            for item in project.indicators
            if item.verdict is not None and item.verdict is not Verdict.SAME
        ]
        return tuple(sorted(found, key=lambda entry: (entry[1].follows_money, order.get(entry[1].verdict or Verdict.SAME, len(order)))))

    def count(self, verdict: Verdict) -> int:
        """How many targets have a verdict, those that only follow the money left out."""
        return sum(1 for _, item in self.targets if item.verdict is verdict and not item.follows_money)

    def count_projects(self, status: str) -> int:
        """How many projects have a status."""
        return sum(1 for item in self.projects if item.status == status)

    @property
    def is_same(self) -> bool:
        """Nothing differs."""
        changed = any(not item.is_same for item in self.money) or any(item.status != "same" for item in self.projects)
        return not (changed or self.lines or self.stale or self.passages)

    @property
    def gravity(self) -> int:
        """How much there is to ask about, for sorting."""
        grave = sum(self.count(verdict) for verdict in GRAVE)
        certain = sum(1 for item in self.stale if item.kind != "same_figure")
        silent = len(self.lines) + len(self.passages)
        return 3 * grave + 3 * certain + self.count_projects("gone") + self.count_projects("new") + silent


@dataclass(frozen=True, slots=True)
class OneSided:
    """A document that has no partner (只在一侧的文件): ``side`` is ``old`` or ``new``."""

    side: str
    agency: str | None
    file: str
    year: int | None


@dataclass(frozen=True)
class Comparison:
    """Documents of both sides (对比结果), the pair with most to ask about first."""

    documents: tuple[DocumentComparison, ...] = ()
    one_sided: tuple[OneSided, ...] = field(default=())

    @property
    def is_same(self) -> bool:
        """Every document has a partner, and nothing differs."""
        return not self.one_sided and all(item.is_same for item in self.documents)
