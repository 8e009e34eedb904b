"""Which faults in rules their cases would notice: mutants of every rule, killed or surviving (变异检验, T73).

    .venv/bin/python tools/mutate_rules.py                    # the whole catalogue, a few minutes
    .venv/bin/python tools/mutate_rules.py FND CST-002        # some rules, with their survivors
    .venv/bin/python tools/mutate_rules.py --survivors        # all survivors

Exit code 1 where the share that is killed lies below the floor.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.rules.mutation import FLOOR, Score, scores

from jixiao.rules import load_catalogue


def main(arguments: list[str]) -> int:
    """Run the cases of rules over their mutants, print a table, and tell whether the floor is held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rules", nargs="*", help="ids, prefixes or themes; all by default")
    parser.add_argument("--survivors", action="store_true", help="print the survivors")
    asked = parser.parse_args(arguments)
    catalogue = load_catalogue()
    chosen = catalogue.select(asked.rules) if asked.rules else catalogue
    found: list[Score] = []
    print(f"{'rule':10} {'mutants':>8} {'killed':>8} {'survive':>8} {'equivalent':>11} {'share':>7}")
    for one in scores(chosen.entries.values()):
        found.append(one)
        print(f"{one.rule:10} {one.counted:8} {one.killed:8} {len(one.survivors):8} {len(one.equivalent):11} {one.share:7.1%}", flush=True)
        if asked.rules or asked.survivors:
            print("".join(f"    {mutant.name}\n" for mutant in one.survivors), end="")
        for name in one.stale:
            print(f"    listed as equivalent, but there is no such survivor: {name}")
    counted, killed = sum(one.counted for one in found), sum(one.killed for one in found)
    share = killed / counted if counted else 1.0
    equivalent = sum(len(one.equivalent) for one in found)
    print(f"{len(found)} rules, {counted} mutants, {killed} killed ({share:.2%}), and {equivalent} that are equivalent")
    return 0 if share >= FLOOR and not any(one.stale for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
