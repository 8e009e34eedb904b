"""Turn office documents into PDF files with LibreOffice, many in one start."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_SECONDS = 240


def has_chinese_font() -> bool:
    """Without one an office suite prints boxes."""
    lister = shutil.which("fc-list")
    return lister is not None and bool(subprocess.run([lister, ":lang=zh", "family"], capture_output=True, check=False).stdout.strip())


def need_office() -> None:
    """Skip the test where LibreOffice or a Chinese font is missing; with CI=true that is a failure."""
    missing = [name for name, is_here in (("LibreOffice", OFFICE is not None), ("a Chinese font", has_chinese_font())) if not is_here]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} must be here: run tools/system.sh")
    if missing:
        pytest.skip(f"{' and '.join(missing)} is not here: run tools/system.sh")


def to_pdf(documents: Sequence[Path], folder: Path) -> None:
    """Convert documents into ``folder``; one start of the program, with a profile of its own.

    Raises:
        RuntimeError: some document has no PDF afterwards.
    """
    assert OFFICE is not None
    profile = folder / "profile"
    command = [OFFICE, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, documents)], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    missing = [path.name for path in documents if not (folder / path.with_suffix(".pdf").name).exists()]
    if missing:
        raise RuntimeError(f"no PDF of {', '.join(missing)}: {done.stdout[-500:]} {done.stderr[-500:]}")
    shutil.rmtree(profile, ignore_errors=True)
