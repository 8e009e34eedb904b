"""``jixiao form``: readings as official forms."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from jixiao import forms
from jixiao.cli.files import find_files
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.forms import PrintedForm
from jixiao.messages import catalogue, language, text

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 60
_FEW = 5


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, metavar="PATH..."),
        click.Option(["--as", "form"], type=click.Choice(forms.choices()), help=text("help.form_as")),
        click.Option(["--to", "kinds"], type=click.Choice(forms.FORMATS), multiple=True, help=text("help.form_to")),
        click.Option(["-o", "--output"], type=click.Path(path_type=Path), help=text("help.form_output")),
        click.Option(["--each"], is_flag=True, help=text("help.form_each")),
        click.Option(["--project", "named"], help=text("help.project")),
        click.Option(["--year"], type=click.IntRange(1990, 2100), metavar="YYYY", help=text("help.form_year")),
        click.Option(["--without-contacts"], is_flag=True, help=text("help.without_contacts")),
        click.Option(["--list", "shall_list"], is_flag=True, help=text("help.form_list")),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *limit_options(),
    ]
    return click.Command("form", callback=run, params=params, help=text("help.form"))


def run(paths: tuple[str, ...], form: str | None, shall_list: bool, jobs: int | None, **options: Any) -> int:  # noqa: ANN401 - by name
    """Read, lay out, write, and say what the forms have no place for."""
    if shall_list:
        for name in forms.choices():
            click.echo(f"{name:<17} {forms.title_of(name, language()) or text('cli.form_tables')}")
        return ExitCode.CLEAN
    if not form or not paths:
        raise CallerError("error.form_what", forms=", ".join(forms.choices()))
    files, errors = find_files(paths)
    documents, failures = load(files, jobs, limits_of(options))
    failures = [error.message() for error in errors] + failures
    laid_out = list(
        _with_progress(
            forms.forms_of(
                documents, form, year=options["year"], with_contacts=not options["without_contacts"], named=options["named"] or None
            ),
            sum(len(document.tables if form == forms.TABLES else document.projects) for document in documents),
            "cli.form_progress",
        )
    )
    for failure in failures:
        click.echo(failure, err=True)
    if failures and not laid_out:
        return ExitCode.FAULT
    if not laid_out:
        raise CallerError("error.form_nothing", form=form, file=", ".join(map(str, files)) or "-")
    written = _write(laid_out, form, files, options)
    click.echo("\n".join(str(path) for path in written[:_FEW]))
    _report(laid_out, written, form)
    if failures:
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if any(document.problems for document in documents) else ExitCode.CLEAN


def _with_progress(items: Iterable[PrintedForm], total: int, key: str) -> Iterable[PrintedForm]:
    """The items, with a line of progress on a terminal."""
    shown = sys.stderr.isatty() and total > 1
    for done, item in enumerate(items, 1):
        if shown:
            click.echo(f"\r\x1b[K{text(key, done=done, total=max(total, done), name=item.page.name)}", err=True, nl=False)
        yield item
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)


def _write(laid_out: Sequence[PrintedForm], form: str, files: Sequence[Path], options: dict[str, Any]) -> list[Path]:
    """Write one file for all forms, or one for each, in every kind that was asked for.

    Raises:
        CallerError: a file cannot be written, or would be written over one that was read.
    """
    output: Path | None = options["output"]
    kinds = options["kinds"] or ([output.suffix[1:]] if output is not None and output.suffix[1:] in forms.FORMATS else ["pdf"])
    written: list[Path] = []
    for kind in kinds:
        if options["each"]:
            folder = output or Path()
            names = _names([item.page.name for item in laid_out])
            for name, item in zip(names, _with_progress(laid_out, len(laid_out), "cli.form_writing"), strict=True):
                written.append(_save(folder / f"{name}.{kind}", forms.write_forms([item], kind, item.page.name), files))
        else:
            path = _one_path(output, form, kind, files, is_only=len(kinds) == 1)
            written.append(_save(path, forms.write_forms(laid_out, kind, path.stem), files))
    return written


def _one_path(output: Path | None, form: str, kind: str, files: Sequence[Path], *, is_only: bool) -> Path:
    """Where the file for all forms goes."""
    stem = f"{files[0].stem}-{form}" if len(files) == 1 else f"forms-{form}"
    if output is None or output.is_dir():
        return (output or Path()) / f"{stem}.{kind}"
    return output if is_only and output.suffix else output.with_suffix(f".{kind}")


def _names(names: Sequence[str]) -> list[str]:
    """Names of files, each once, without signs that a file system does not take.

    >>> _names(["1.甲/乙", "1.甲/乙", ""])
    ['1.甲_乙', '1.甲_乙-2', '-3']
    """
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        plain = _UNSAFE.sub("_", name)[:_LONGEST_NAME].strip(". ")
        found[plain if plain and plain not in found else f"{plain}-{number}"] = None
    return list(found)


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
        raise CallerError("error.cannot_write", file=str(path), reason=error.strerror or str(error)) from error
    return path


def _report(laid_out: Sequence[PrintedForm], written: Sequence[Path], form: str) -> None:
    """How many forms were written, and what they do not say."""
    click.echo(text("cli.form_written", count=len(laid_out), files=len(written)), err=True)
    missing = Counter(name for item in laid_out for name in item.left_out)
    if missing:
        named = [text("cli.form_missing", what=field_name(name), count=count) for name, count in missing.most_common()]
        click.echo(text("cli.form_left_out", form=form, missing=text("cli.comma").join(named)), err=True)
    rounded = [(item, amount) for item in laid_out for amount in item.rounded]
    for item, amount in islice(rounded, _FEW):
        values = {"what": field_name(amount.key), "yuan": f"{amount.yuan:,f}", "printed": amount.printed}
        click.echo(text("cli.form_rounded", name=item.page.name, **values), err=True)
    if len(rounded) > _FEW:
        click.echo(text("cli.form_more_rounded", count=len(rounded) - _FEW), err=True)


def field_name(name: str) -> str:
    """What people call a field of the model: ``amounts.annual`` is 年度资金总额; a label of the form is itself."""
    group, _, key = name.partition(".")
    entry = {"amounts": f"amount.{key}", "amounts_of_period": f"amount.{key}", "": ""}.get(group, f"field.{name}")
    if entry in catalogue():
        named = text(entry)
        return text("cli.of_period", what=named) if group == "amounts_of_period" else named
    if group == "funding":
        source, _, role = key.partition(".")
        named = text(f"amount.{source}") if f"amount.{source}" in catalogue() else source
        return " ".join(filter(None, (text("field.funding"), named, text(f"funding.{role}") if role else "")))
    return f"{text('field.payment_plan')} {key}" if group == "payment_plan" else key or name
