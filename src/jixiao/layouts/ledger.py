"""What became of every cell while a document is read (逐格账目)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from jixiao.documents.grid import Cell, Paragraph
from jixiao.model import Account
from jixiao.provenance import Problem, SourceRef


class Ledger:
    """Collects why cells were not typed, and the problems; the typed ones are those that a value of the model points at.

    Args:
        printed: place and text of all cells that print something, in the order of the document.
    """

    def __init__(self, printed: Iterable[tuple[SourceRef, str]]) -> None:
        self.cells: dict[SourceRef, int] = {}
        self._texts: list[str] = []
        for at, (place, text) in enumerate(printed):
            self.cells[place] = at
            self._texts.append(text)
        self.problems: list[Problem] = []
        self._prose: set[SourceRef] = set()
        self._ignored: dict[SourceRef, str] = {}
        self._trouble: set[SourceRef] = set()

    def ignore(self, reason: str, *cells: Cell | Paragraph) -> None:
        """These cells say nothing of their own: ``label``, ``page_header``, ``contents`` …"""
        for cell in cells:
            self._ignored.setdefault(cell.source, reason)

    def prose(self, *cells: Cell | Paragraph) -> None:
        """These cells are kept as text in a section."""
        self._prose.update(cell.source for cell in cells)

    def problem(self, id_: str, cell: Cell | Paragraph, **values: str) -> None:
        """This cell could not be read."""
        self._trouble.add(cell.source)
        self.problems.append(Problem(id_, cell.source, {"text": cell.text[:60], **values}))

    def note(self, id_: str, cell: Cell | Paragraph, **values: str) -> None:
        """Something is wrong with a cell that was read all the same: reported, and counted as what it was read as."""
        self.problems.append(Problem(id_, cell.source, {"text": cell.text[:60], **values}))

    def adopt(self, problem: Problem) -> None:
        """A problem that the reader of the file has reported."""
        if problem.source in self.cells:
            self._trouble.add(problem.source)
        self.problems.append(problem)

    def rank(self, place: SourceRef) -> int:
        """Where a place stands in the order of the document; the file as a whole comes before its first cell."""
        return self.cells.get(place, -1)

    def is_open(self, cell: Cell | Paragraph) -> bool:
        """Nobody has said yet what became of the cell."""
        return cell.source not in self._prose and cell.source not in self._ignored and cell.source not in self._trouble

    def texts(self) -> Iterator[tuple[SourceRef, str]]:
        """Each place with what it prints."""
        return ((place, self._texts[at]) for place, at in self.cells.items())

    def close(self, typed: set[SourceRef]) -> Account:
        """Count: every cell once; one that nobody accounted for is a problem of its own.

        Args:
            typed: places that some typed value points at.
        """
        counts: Counter[str] = Counter()
        ignored: Counter[str] = Counter()
        for cell, at in self.cells.items():
            if cell in self._trouble:
                counts["problems"] += 1
            elif cell in typed:
                counts["typed"] += 1
            elif cell in self._prose:
                counts["prose"] += 1
            elif cell in self._ignored:
                ignored[self._ignored[cell]] += 1
            else:
                counts["problems"] += 1
                self.problems.append(Problem("READ-010", cell, {"text": self._texts[at][:60]}))
        self.problems.sort(key=lambda problem: (self.rank(problem.source), problem.id))
        return Account(
            cells=len(self.cells),
            typed=counts["typed"],
            prose=counts["prose"],
            ignored=sum(ignored.values()),
            problems=counts["problems"],
            ignored_as=dict(sorted(ignored.items())),
        )
