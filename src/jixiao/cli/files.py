"""Which files the caller means: files, folders and patterns, in a stable order, each once."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from jixiao.errors import CallerError


def find_files(arguments: Sequence[str]) -> tuple[list[Path], list[CallerError]]:
    """Expand arguments to files.

    Args:
        arguments: files, folders (all files below them that are not hidden), or patterns with ``*``.

    Returns:
        The files, and an error for each argument that names none.
    """
    found: dict[Path, None] = {}
    errors: list[CallerError] = []
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file.relative_to(path))]
            if not files:
                errors.append(CallerError("error.empty_folder", file=argument))
        elif path.exists():
            files = [path]
        elif glob.has_magic(argument):
            names = glob.glob(argument, recursive=True)  # noqa: PTH207 - a pattern of the caller may be absolute, Path.glob takes none
            files = [Path(name) for name in sorted(names) if Path(name).is_file()]
            if not files:
                errors.append(CallerError("error.no_match", file=argument))
        else:
            files = []
            errors.append(CallerError("error.no_such_file", file=argument))
        found |= dict.fromkeys(files)
    return list(found), errors


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
