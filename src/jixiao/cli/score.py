"""``jixiao score``: the points of self-evaluations, declared beside computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import __version__, pipeline
from jixiao.cli.judging import check_files, nothing_in, options_of, put, read_all
from jixiao.errors import CallerError, ExitCode
from jixiao.layouts.draft import squash
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.model import Document
    from jixiao.scoring.from_reading import FormScore

FAIL_ON = ("any", "off", "never")
"""What makes the exit code 1."""


def command() -> click.Command:
    """The command with its help in the language in force."""
    from jixiao.scoring import scheme_ids

    schemes = text("cli.comma").join(scheme_ids())
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        click.Option(["--scheme"], metavar=text("help.metavar_scheme"), help=text("help.score_scheme", schemes=schemes)),
        click.Option(["--date", "day"], type=click.DateTime(["%Y-%m-%d"]), metavar=text("help.metavar_date"), help=text("help.score_date")),
        *options_of("score", FAIL_ON),
    ]
    return click.Command("score", callback=run, params=params, help=text("help.score"))


def run(
    paths: tuple[str, ...],
    scheme: str | None,
    day: datetime | None,
    as_json: bool,
    output: Path | None,
    xlsx: Path | None,
    html: Path | None,
    **options: Any,  # noqa: ANN401 - by name
) -> int:
    """Read, score, print, write, and tell by the exit code whether declared and computed points agree."""
    check_files(output, xlsx, html)
    chosen = _scheme(scheme, day.date() if day else None)
    documents, failures = read_all(paths, options)
    if not documents:
        return ExitCode.FAULT
    forms = _forms(documents, chosen, day.date() if day else None, options["named"])
    _print(documents, forms, as_json=as_json, output=output, everything=options["everything"])
    _write(forms, xlsx, html)
    return ExitCode.FAULT if failures else _verdict(forms, options["fail_on"])


def _scheme(named: str | None, day: date | None) -> str | Path | None:
    """The scheme that was asked for, which exists and holds on that day; asked before anything is read."""
    from jixiao.scoring import load_scheme

    if named is None:
        return None
    scheme = Path(named) if named.endswith(".toml") else named.upper()
    load_scheme(scheme, day)
    return scheme


def _forms(documents: Sequence[Document], scheme: str | Path | None, day: date | None, named: str | None) -> list[FormScore]:
    """The self-evaluations of all documents, scored.

    Raises:
        CallerError: there is none, or none has the name.
    """
    from jixiao.scoring.from_reading import has_results

    forms = pipeline.score(documents, scheme=scheme, day=day)
    if not forms:
        without = any(has_results(document) for document in documents)
        raise nothing_in(documents, "error.score_no_points" if without else "error.score_nothing")
    if named is None:
        return forms
    found = [form for form in forms if squash(named) in squash(form.name or "")]
    if not found:
        raise CallerError("error.score_not_named", count=len(forms), named=named)
    return found


def _print(documents: Sequence[Document], forms: Sequence[FormScore], *, as_json: bool, output: Path | None, everything: bool) -> None:
    from jixiao.cli import score_json, score_report

    if as_json:
        printed = score_json.as_json(documents, forms)
    else:
        printed = score_report.report(documents, forms, everything=everything, is_plain=output is not None)
    put(printed, output)


def _write(forms: Sequence[FormScore], xlsx: Path | None, html: Path | None) -> None:
    if xlsx is not None:
        from jixiao.exports.score_paper import write_score_paper

        rows = write_score_paper(forms, xlsx)
        click.echo(text("score.paper", path=xlsx, forms=f"{len(forms):,}", rows=f"{rows:,}"), err=True)
    if html is not None:
        from jixiao.exports.destination import whole_file
        from jixiao.reports.score_page import score_page

        with whole_file(html) as part:
            part.write_text(score_page(forms, __version__), encoding="utf-8")
        click.echo(text("score.page", path=html), err=True)


def _verdict(forms: Sequence[FormScore], fail_on: str) -> int:
    from jixiao.scoring.telling import lines_of, summary_of, tone_of

    if fail_on == "never":
        return ExitCode.CLEAN
    for form in forms:
        lines = lines_of(form)
        summary = summary_of(form, lines)
        tone = tone_of(lines, summary)
        if tone == "off" or (fail_on == "any" and tone != "fine"):
            return ExitCode.PROBLEMS
    return ExitCode.CLEAN
