"""Write a national corpus: python -m benchmarks.corpora FOLDER PROJECTS [SEED]"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.corpora.generator import make


def main() -> None:
    """Make the corpus and say what it holds."""
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python -m benchmarks.corpora FOLDER PROJECTS [SEED]")
    folder = Path(sys.argv[1])
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty")
    made = make(folder, int(sys.argv[2]), seed=int(sys.argv[3]) if len(sys.argv) == 4 else 1)
    rows = sum(made.counts.values())
    print(f"{made.folder}: {made.projects:,} projects, {rows:,} rows")  # noqa: T201 - a program


if __name__ == "__main__":
    main()
