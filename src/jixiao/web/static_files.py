"""Files that the browser loads: ours, those of libraries, and the design language that reports have as well; each with its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage

_DESIGN = "jixiao/design.css"


class DesignFinder(finders.BaseFinder):
    """Finds the design language where the reports have it: there is one."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        file = _design()
        if path != _DESIGN:
            return [] if find_all else None
        return [str(file)] if find_all else str(file)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=str(_design().parent))
        storage.prefix = "jixiao"
        yield _design().name, storage


class DigestedStorage(StaticFilesStorage):
    """Addresses of static files end in a digest, so that a browser may keep each as long as it does not change."""

    def url(self, name: str | None) -> str:
        return f"{super().url(name)}?{_digest(name or '')}"


def _design() -> Path:
    return Path(str(resources.files("jixiao.reports"))) / "design.css"


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise ValueError(f"there is no static file {name}")  # what WhiteNoise expects of a name that it guessed
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
