"""Our own programs, started as people start them."""

import os
import subprocess
import sys
from pathlib import Path

PYTHON = sys.executable
JIXIAO = [PYTHON, "-m", "jixiao.cli"]


def environment(**own):
    """That of this process without what it was told for its own tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIXIAO_", "DJANGO_", "DATABASE_"))}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "JIXIAO_LANG": "en", "PYTHONIOENCODING": "utf-8", **own}


def jixiao(*arguments, cwd, **own):
    """Run ``jixiao`` to its end: exit code, what it printed, what it complained of."""
    command = [*JIXIAO, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env=environment(**own), capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    return done.returncode, done.stdout, done.stderr
