"""Files of the ledger as a page may show them: never as they came, always as jixiao read or drew them (文件查看).

What somebody sent is opened in a child process under the limits of reading, and comes back as a picture or as rows of text.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from jixiao.evidence import Evidence
from jixiao.model import Document


def on_disk(sha256: str, content: Callable[[], bytes]) -> Path:
    """The file for the process that opens it, written once; its bytes are fetched only then."""
    folder = Path(settings.HOME / "cache" / "files")
    path = folder / sha256
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as written:
            written.write(content())
        os.replace(written.name, path)  # noqa: PTH105 - of two that write at once, both wrote the same
    return path


def opened(name: str, path: Path, *documents: Document) -> Evidence:
    """What shows a file that lies on the disk.

    Args:
        name: how places call it.
        path: where it lies.
        documents: readings of it, whose personal data is covered.
    """
    return Evidence.of(documents, {name: path}, cache=settings.HOME / "cache" / "evidence")
