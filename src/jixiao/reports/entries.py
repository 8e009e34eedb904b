"""Findings as a page shows them: by document and project, the gravest first, those of one kind as one entry (发现的排列)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.evidence import places_of
from jixiao.facts.reading import FactReading
from jixiao.messages import language, text
from jixiao.model import Project
from jixiao.reports.figures import Figure, Figures
from jixiao.reports.hits import quoted_in
from jixiao.rules import Finding, Rule, Severity
from jixiao.rules.folding import MANY, Fold, folded
from jixiao.rules.quoting import Seen, law_of, seen
from jixiao.rules.wording import money

_OF_DOCUMENT, _OF_SEVERAL = "", "*"
_MONEY = "_yuan"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of an entry.

    Attributes:
        anchor: its id on the page: that of the finding, with a number where the report has it twice.
        finding: what was found.
        project: its name; empty for the document as a whole.
        project_key: of the project, for the filters.
        message: what was found, with its values.
        remedy: what to do about it.
        values: quoted values with their places.
        money: the largest amount that it speaks of, in words; empty where it speaks of none.
        figures: its evidence.
    """

    anchor: str
    finding: Finding
    project: str
    project_key: str
    message: str
    remedy: str
    values: tuple[Seen, ...]
    money: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding, or several of one kind (条目)."""

    fold: Fold
    items: tuple[Item, ...]
    law: str

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.fold.first.rule

    @property
    def severity(self) -> Severity:
        """How grave."""
        return self.fold.severity

    @property
    def remedy(self) -> str:
        """What to do, where it is the same for all; empty otherwise."""
        found = {item.remedy for item in self.items}
        return found.pop() if len(found) == 1 else ""

    @property
    def message(self) -> str:
        """What all say alike; empty where they differ."""
        found = {item.message for item in self.items}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one project, of several, or of the document as a whole.

    Attributes:
        key: the id on the page.
        title: name of the project.
        facts: what is known of the project, in words.
        entries: the gravest first.
    """

    key: str
    title: str
    facts: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """Number of findings."""
        return sum(len(entry.items) for entry in self.entries)


class Arranger:
    """Arranges the findings of documents, and gives each its id on the page.

    Args:
        figures: where evidence comes from.
        progress: called with the number of findings whose evidence was collected.
    """

    def __init__(self, figures: Figures, progress: Callable[[int], None] | None = None) -> None:
        self._figures = figures
        self._progress = progress
        self._done = 0
        self._anchors: set[str] = set()

    def groups(self, key: str, reading: FactReading, findings: Sequence[Finding]) -> tuple[Group, ...]:
        """Groups of the findings of a document, the one with the gravest finding first.

        Args:
            key: of the document on the page.
            reading: the document.
            findings: its own.
        """
        by_project: dict[str, list[Fold]] = {}
        for fold in folded(findings, many=MANY):
            is_several = fold.project_id is None and bool(fold.projects)
            by_project.setdefault(_OF_SEVERAL if is_several else fold.project_id or _OF_DOCUMENT, []).append(fold)
        for folds in by_project.values():
            folds.sort(key=_gravity)
        known = {project_id: (number, project) for number, project_id, _, project in reading.projects()}
        ordered = sorted(by_project.items(), key=lambda group: _gravity(group[1][0]))
        publisher = reading.document.publisher
        return tuple(self._group(key, project_id, folds, known, publisher) for project_id, folds in ordered)

    def _group(
        self, key: str, project_id: str, folds: Sequence[Fold], known: Mapping[str, tuple[int, Project]], publisher: str | None
    ) -> Group:
        number, project = known.get(project_id, (0, None))
        entries = tuple(self._entry(key, fold, known) for fold in folds)
        if project_id == _OF_DOCUMENT:
            return Group(f"{key}-whole", text("report.of_document"), (), entries)
        if project_id == _OF_SEVERAL:
            return Group(f"{key}-several", text("report.of_several"), (), entries)
        title = folds[0].first.project_name or text("cli.unnamed")
        return Group(f"{key}-{number}", title, tuple(_facts(project, publisher)) if project else (), entries)

    def _entry(self, key: str, fold: Fold, known: Mapping[str, tuple[int, Project]]) -> Entry:
        return Entry(fold, tuple(self._item(key, finding, known) for finding in fold.findings), law_of(fold.first.rule))

    def _item(self, key: str, finding: Finding, known: Mapping[str, tuple[int, Project]]) -> Item:
        number = known.get(finding.project_id or "", (0, None))[0]
        self._done += 1
        if self._progress is not None:
            self._progress(self._done)
        return Item(
            anchor=self._anchor(finding.id),
            finding=finding,
            project=finding.project_name or (text("cli.unnamed") if finding.project_id else ""),
            project_key=f"{key}-{number}" if number else f"{key}-whole",
            message=finding.message(),
            remedy=finding.remedy(),
            values=tuple(seen(finding)),
            money=money_of(finding),
            figures=self._figures.of(places_of(finding), finding.file, quoted_in(finding)),
        )

    def _anchor(self, finding_id: str) -> str:
        found, number = finding_id, 1
        while found in self._anchors:
            number += 1
            found = f"{finding_id}-{number}"
        self._anchors.add(found)
        return found


def money_of(finding: Finding) -> str:
    """The largest amount that a finding quotes from its document, in words; empty where it quotes none."""
    values = [quote.value for quote in finding.quotes if quote.name.endswith(_MONEY)]
    amounts = [abs(Decimal(str(value))) for value in values if isinstance(value, int | float | Decimal) and not isinstance(value, bool)]
    largest = max((amount for amount in amounts if amount.is_finite()), default=Decimal(0))
    return money(largest, language()) if largest else ""


def _gravity(fold: Fold) -> tuple[bool, int]:
    return fold.first.waiver is not None, fold.severity.rank


def _facts(project: Project, publisher: str | None) -> Iterator[str]:
    """What a reader wants to know of a project before its findings."""
    if project.unit and project.unit != publisher:
        yield project.unit
    annual = project.amounts.get("annual")
    if annual is not None:
        yield text("audit_page.annual", amount=money(annual, language()))
    if project.indicators:
        yield text("audit_page.indicators", count=len(project.indicators))
