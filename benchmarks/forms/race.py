"""Two ways to the same result, by turns: processor time of both and the ratio between them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Race(Generic[T]):
    """What is held against what.

    Attributes:
        task: what is done.
        content: with what.
        prepare: makes the content of a run; not measured.
        ours: what jixiao does.
        peer: what is done otherwise; ``None`` where nobody else does it.
        peer_name: by whom.
        target: the ratio that it may have at most; 0 where the peer is only a comparison.
        runs: how often, each with other content.
    """

    task: str
    content: str
    prepare: Callable[[int], T]
    ours: Callable[[T], object]
    peer: Callable[[T], object] | None = None
    peer_name: str = "–"
    target: float = 0.0
    runs: int = 3

    def row(self) -> str:
        """The row of the table: both sides by turns on the content of each run, a first run that is not counted."""
        pairs = [self._pair(self.prepare(run)) for run in range(self.runs + 1)][1:]
        ours = [a for a, _ in pairs]
        cells = [self.task, self.content, self.peer_name, f"{min(ours):.2f} / {statistics.median(ours):.2f}"]
        if self.peer is None:
            cells += ["–", "–", "–", "–"]
        else:
            theirs = [b for _, b in pairs]
            each = sorted(a / b for a, b in pairs)
            ratio = statistics.median(each)
            cells += [f"{min(theirs):.2f} / {statistics.median(theirs):.2f}", f"{ratio:.2f} ({each[0]:.2f}–{each[-1]:.2f})"]
            cells += [f"≤ {self.target:g}", "yes" if ratio <= self.target else "**no**"] if self.target else ["–", "–"]
        line = f"| {' | '.join(cells)} |"
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return line

    def _pair(self, content: T) -> tuple[float, float]:
        return _seconds(self.ours, content), _seconds(self.peer, content) if self.peer else 1.0


def _seconds(task: Callable[[T], object], content: T) -> float:
    """Processor time of one run, that of all threads: what else the machine does is not counted."""
    start = time.process_time()
    task(content)
    return time.process_time() - start
