"""Many findings of one kind are shown as one entry, with their number and the projects that they touch (同类合并)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.rules.finding import Finding
from jixiao.rules.header import Severity

_EQUAL = 3
MANY = 6
"""So many findings of one rule in one document are one entry where people read them in a row; errors are always shown one by one."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One finding, or several of one rule in one document that are shown as one (合并的发现).

    Attributes:
        findings: all of them; what is said of the fold is said of the first.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is quoted."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """Number of findings."""
        return len(self.findings)

    @property
    def severity(self) -> Severity:
        """How it is shown; all findings of a fold have the same."""
        return self.first.severity

    @property
    def doubtful(self) -> int:
        """Findings that rest on a doubtful reading."""
        return sum(finding.is_doubtful for finding in self.findings)

    @property
    def projects(self) -> list[str]:
        """Names of the projects that it touches, each once."""
        by_id = {finding.project_id: finding.project_name for finding in self.findings if finding.project_name}
        return [name for name in by_id.values() if name]

    @property
    def project_id(self) -> str | None:
        """The project, where all findings are of one."""
        ids = {finding.project_id for finding in self.findings}
        return ids.pop() if len(ids) == 1 else None

    @property
    def says_the_same(self) -> bool:
        """All findings have the same message."""
        return len({finding.message("zh") for finding in self.findings}) == 1


def by_document(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by ``document_id``; a document without any is not there."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.document_id, []).append(finding)
    return found


def unfolded(findings: Iterable[Finding]) -> list[Fold]:
    """Each finding as an entry of its own."""
    return [Fold((finding,)) for finding in findings]


def folded(findings: Sequence[Finding], *, many: int | None = None) -> list[Fold]:
    """Findings in their order, those of one kind as one entry at the place of the first.

    Args:
        findings: of one or of several documents.
        many: so many findings of one rule that differ are one entry too, unless they are errors; never by default.
    """
    kinds: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.document_id, finding.rule.id, finding.severity, finding.waiver), []).append(finding)
    found = [fold for kind in kinds.values() for fold in _folded(kind, many)]
    at = {id(finding): number for number, finding in enumerate(findings)}
    return sorted(found, key=lambda fold: at[id(fold.first)])


def _folded(kind: Sequence[Finding], many: int | None) -> Iterator[Fold]:
    are_many = many is not None and len(kind) >= many and kind[0].severity is not Severity.ERROR
    if are_many or (len(kind) > 1 and kind[0].rule.is_grouped):
        yield Fold(tuple(kind))
        return
    by_message: dict[str, list[Finding]] = {}
    for finding in kind:
        by_message.setdefault(finding.message("zh"), []).append(finding)
    for found in by_message.values():
        if len(found) >= _EQUAL:
            yield Fold(tuple(found))
        else:
            yield from unfolded(found)
