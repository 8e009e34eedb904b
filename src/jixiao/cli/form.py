"""``jixiao form``: readings as official forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import forms
from jixiao.cli.files import find_files
from jixiao.cli.form_files import Target, clear_progress, show_progress, target_of
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.forms import PrintedForm
from jixiao.messages import catalogue, language, text

if TYPE_CHECKING:
    from jixiao.model import Document

_FEW = 5


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, metavar="PATH..."),
        click.Option(["--as", "form"], type=click.Choice(forms.choices()), help=text("help.form_as")),
        click.Option(["--to", "kinds"], type=click.Choice(forms.FORMATS), multiple=True, help=text("help.form_to")),
        click.Option(["-o", "--output"], type=click.Path(), help=text("help.form_output")),
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
    target = target_of(options["kinds"], options["output"], is_each=options["each"])
    files, errors = find_files(paths)
    documents, failures = load(files, jobs, limits_of(options))
    failures = [error.message() for error in errors] + failures
    laid_out = _laid_out(documents, form, options)
    for failure in failures:
        click.echo(failure, err=True)
    if failures and not laid_out:
        return ExitCode.FAULT
    if not laid_out:
        raise _nothing(documents, form, options["named"], files)
    target.write(laid_out, form, files)
    if target.written:
        click.echo("\n".join(str(path) for path in target.written[:_FEW]))
        _report(laid_out, target, form)
    for failure in target.failures:
        click.echo(failure, err=True)
    problems = sum(len(document.problems) for document in documents)
    if problems:
        click.echo(text("cli.form_problems", count=problems), err=True)
    if failures or target.failures:
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if problems else ExitCode.CLEAN


def _laid_out(documents: Sequence[Document], form: str, options: dict[str, Any]) -> list[PrintedForm]:
    """The forms, with a line of progress on a terminal."""
    total = sum(_counts(document)[_subject(form)] for document in documents)
    printed = forms.forms_of(
        documents, form, year=options["year"], with_contacts=not options["without_contacts"], named=options["named"] or None
    )
    found = []
    for done, item in enumerate(printed, 1):
        show_progress("cli.form_progress", done=done, total=max(total, done), name=item.page.name)
        found.append(item)
    clear_progress()
    return found


def _subject(form: str) -> str:
    return "tables" if form == forms.TABLES else forms.subject_of(form)


def _counts(document: Document) -> dict[str, int]:
    return {"project": len(document.projects), "department": len(document.whole_department), "tables": len(document.tables)}


def _nothing(documents: Sequence[Document], form: str, named: str | None, files: Sequence[Path]) -> CallerError:
    """Why there is no form: nothing bears the name that was asked for, or the documents hold other things."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(_counts(document))
    if named and counts[_subject(form)]:
        return CallerError("error.form_not_named", named=named, form=form, count=counts[_subject(form)])
    shown = text("cli.comma").join(map(str, files[:_FEW])) + ("……" if len(files) > _FEW else "")
    project, department, tables = counts["project"], counts["department"], counts["tables"]
    return CallerError("error.form_nothing", form=form, file=shown or "-", project=project, department=department, tables=tables)


def _report(laid_out: Sequence[PrintedForm], target: Target, form: str) -> None:
    """How many forms were written, and what they do not say."""
    if len(target.written) > _FEW:
        click.echo(text("cli.form_more_files", count=len(target.written) - _FEW, folder=target.output or Path()), err=True)
    click.echo(text("cli.form_written", count=len(laid_out), files=len(target.written)), err=True)
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
    if group == "evaluation":
        return text(f"evaluation.{key}")
    if group == "funding":
        source, _, role = key.partition(".")
        named = text(f"amount.{source}") if f"amount.{source}" in catalogue() else source
        return " ".join(filter(None, (text("field.funding"), named, text(f"funding.{role}") if role else "")))
    return f"{text('field.payment_plan')} {key}" if group == "payment_plan" else key or name
