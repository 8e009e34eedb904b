"""Where ``jixiao form`` writes: which kinds of file, under which names, and each file whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from jixiao import forms
from jixiao.documents.printout import UnprintableError
from jixiao.errors import CallerError
from jixiao.forms import PrintedForm
from jixiao.messages import text

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST_NAME = 60
_SHOWN = 24  # characters of a name in a line of progress
_FOREIGN = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
"""An ending that says which program opens a file; the one of 2026年1.2版 says nothing."""


@dataclass(slots=True)
class Target:
    """What the caller wants written.

    Attributes:
        kinds: of files, each once.
        output: what ``-o`` says; ``None`` for the working folder.
        is_each: a file for each form.
        is_folder: ``output`` is a folder.
        failures: a message for each file that could not be written for what stands in it.
        written: the files.
    """

    kinds: list[str]
    output: Path | None
    is_each: bool
    is_folder: bool
    failures: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def write(self, laid_out: Sequence[PrintedForm], form: str, files: Sequence[Path]) -> None:
        """Write one file for all forms, or one for each, in every kind; what cannot be printed keeps no other file from being written.

        Args:
            laid_out: the forms.
            form: name of the layout.
            files: that were read, and must not be overwritten.

        Raises:
            CallerError: a file cannot be written, or would be written over one that was read.
        """
        names = _names([item.page.name for item in laid_out]) if self.is_each else []
        for kind in self.kinds:
            if self.is_each:
                for done, (name, item) in enumerate(zip(names, laid_out, strict=True), 1):
                    show_progress("cli.form_writing", done=done, total=len(laid_out), name=name)
                    self._save((self.output or Path()) / f"{name}.{kind}", [item], kind, item.page.name, files)
            else:
                path = self._path(form, kind, files)
                show_progress("cli.form_saving", total=len(laid_out), name=path.name)
                self._save(path, laid_out, kind, path.name.removesuffix(f".{kind}"), files)
            clear_progress()

    def _path(self, form: str, kind: str, files: Sequence[Path]) -> Path:
        """The file for all forms."""
        stem = f"{files[0].stem}-{form}" if len(files) == 1 else f"forms-{form}"
        if self.output is None or self.is_folder:
            return (self.output or Path()) / f"{stem}.{kind}"
        if len(self.kinds) == 1 and _kind_of(self.output) == kind:
            return self.output
        name = self.output.stem if _kind_of(self.output) else self.output.name
        return self.output.with_name(f"{name}.{kind}")

    def _save(self, path: Path, laid_out: Sequence[PrintedForm], kind: str, title: str, files: Sequence[Path]) -> None:
        try:
            data = forms.write_forms(laid_out, kind, title)
        except UnprintableError as error:
            if (message := error.message()) not in self.failures:
                self.failures.append(message)
            return
        self.written.append(_save(path, data, files))


def target_of(kinds: Sequence[str], output: str | None, *, is_each: bool) -> Target:
    """What the options say, asked before anything is read, which may take long.

    Args:
        kinds: of ``--to``.
        output: of ``-o``.
        is_each: ``--each`` was given.

    Raises:
        CallerError: the ending of the name is of no kind that can be written, or of another than was asked for.
    """
    path = Path(output) if output else None
    is_folder = path is not None and (path.is_dir() or str(output).endswith(("/", os.sep)))
    wanted = list(dict.fromkeys(kinds))
    if path is not None and not is_folder:
        named = _kind_of(path)
        if is_each and named:
            raise CallerError("error.form_each_file", file=str(path))
        if not is_each and not named and _FOREIGN.fullmatch(path.suffix):
            raise CallerError("error.form_kind", file=str(path), ending=path.suffix, kinds=", ".join(forms.FORMATS))
        if not is_each and named and len(wanted) == 1 and wanted != [named]:
            raise CallerError("error.form_kinds_differ", file=str(path), kind=wanted[0])
        wanted = wanted or ([named] if named else [])
    return Target(wanted or ["pdf"], path, is_each, is_folder)


def _kind_of(path: Path) -> str:
    """The kind of file that the ending of a name says; empty for none that can be written."""
    ending = path.suffix[1:].lower()
    return ending if ending in forms.FORMATS else ""


def _names(names: Sequence[str]) -> list[str]:
    """Names of files, each once also where a system takes capitals for small letters, without signs that a file system does not take.

    >>> _names(["1.甲/乙", "1.甲/乙", "", "A", "a"])
    ['1.甲_乙', '1.甲_乙-2', '3', 'A', 'a-2']
    """
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        plain = _UNSAFE.sub("_", name)[:_LONGEST_NAME].strip(". ") or str(number)
        unique, count = plain, 1
        while unique.casefold() in found:
            count += 1
            unique = f"{plain}-{count}"
        found[unique.casefold()] = unique
    return list(found.values())


def _save(path: Path, data: bytes, files: Sequence[Path]) -> Path:
    """Write a file whole or not at all."""
    if any(path.exists() and other.exists() and path.samefile(other) for other in files):
        raise CallerError("error.form_over_input", file=str(path))
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        if beside.is_file():
            beside.unlink()
        raise CallerError("error.cannot_write", file=str(path), reason=error.strerror or str(error)) from error
    return path


def show_progress(key: str, *, total: int, name: str, **values: object) -> None:
    """A line of progress on a terminal, where there is more than one form; a long name would take several lines, which stayed."""
    if total > 1 and sys.stderr.isatty():
        shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
        click.echo(f"\r\x1b[K{text(key, None, total=total, name=shown, **values)}", err=True, nl=False)


def clear_progress() -> None:
    """Take the line of progress away."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
