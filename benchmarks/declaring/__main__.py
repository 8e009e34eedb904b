"""How long a form that is being typed takes to be examined, against its floor: typing it and loading its facts, without any rule.

Both are done by turns in one process, for every invented form of the tests, warm. Only the ratio counts; seconds depend on what else the
machine does.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from tests.forms.examples import example
from tests.forms.projects import longest

from jixiao.declaring import Draft, examine, from_project, to_project
from jixiao.facts import Database, facts_of
from jixiao.layouts.lay_out import declaration
from jixiao.packs import Pack, load_pack

RUNS = 15
AGENCY, YEAR = "青禾县气象局", 2026
PACKS = ("national", "ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin")


def main() -> None:
    """Print a line for each form: an ordinary project and the longest one."""
    database = Database(threads=1, memory_megabytes=256)
    print("| form | project | indicators | examined | floor | ratio |\n|---|---|---|---|---|---|")  # noqa: T201 - its output
    for name in PACKS:
        pack = load_pack(name)
        projects = {"ordinary": example(name).content, "longest": longest(declaration(name))}
        for kind, project in projects.items():
            draft = from_project(project, pack)
            whole, floor = _measured(draft, pack, database)
            cells = (name, kind, len(draft.indicators), f"{whole * 1000:.0f} ms", f"{floor * 1000:.0f} ms", f"{whole / floor:.1f}")
            print("| " + " | ".join(map(str, cells)) + " |")  # noqa: T201 - its output


def _measured(draft: Draft, pack: Pack, database: Database) -> tuple[float, float]:
    def whole() -> None:
        examine(draft, pack, agency=AGENCY, fiscal_year=YEAR)

    def floor() -> None:
        facts = facts_of([to_project(draft, pack, agency=AGENCY, fiscal_year=YEAR).document])
        database.insert(facts)
        database.empty(table for table, rows in facts.tables.items() if rows)

    whole(), floor()
    pairs = [(_seconds(whole), _seconds(floor)) for _ in range(RUNS)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
