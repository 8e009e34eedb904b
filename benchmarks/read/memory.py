"""The most memory that reading a file takes, in a process of its own: python -m benchmarks.read.memory FILE"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_megabytes(path: Path | None) -> float:
    """Megabytes of a process that reads a file to JSON; of one that only imports what it needs for that, without a file."""
    command = [sys.executable, "-m", "benchmarks.read.memory", *([str(path)] if path else [])]
    environment = os.environ | {"MALLOC_ARENA_MAX": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - our own module
    return float(done.stdout.split()[-1])


def main() -> None:
    """Read the file and say how much memory it took."""
    import jixiao.documents.readers.pdf  # noqa: F401 - counts as import, not as reading
    from jixiao.pipeline import read

    if len(sys.argv) > 1:
        read(sys.argv[1], isolated=False).json_bytes()
    sys.stdout.write(f"{own_peak():.1f}\n")


def own_peak() -> float:
    """Megabytes; Linux counts those of the parent in ``getrusage``, but not here."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    main()
