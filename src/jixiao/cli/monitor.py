"""``jixiao monitor``: projects in progress, money against plan and time, results against time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import __version__, pipeline
from jixiao.cli.files import find_files
from jixiao.cli.form_files import clear_progress
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.layouts.draft import squash
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.model import Document
    from jixiao.monitoring.from_reading import ProjectRound

FAIL_ON = ("any", "act", "never")
"""What makes the exit code 1."""
_FEW = 3
_LIGHTS = "by_time"


def command() -> click.Command:
    """The command with its help in the language in force."""
    from jixiao.monitoring.lights import light_sets

    sets = {key: found for key, found in light_sets().items() if "indicator" in found.of}
    named = text("cli.comma").join(text("monitor.light_set", id=key, title=found.title.text()) for key, found in sets.items())
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        click.Option(
            ["--date", "day"], type=click.DateTime(["%Y-%m-%d"]), metavar=text("help.metavar_date"), help=text("help.monitor_date")
        ),
        click.Option(
            ["--lights"], type=click.Choice(list(sets)), default=_LIGHTS, show_default=True, help=text("help.monitor_lights", sets=named)
        ),
        click.Option(["--project", "named"], metavar=text("help.metavar_text"), help=text("help.monitor_project")),
        click.Option(["--all", "everything"], is_flag=True, help=text("help.monitor_all")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.monitor_json")),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.output")),
        click.Option(["--xlsx"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.monitor_xlsx")),
        click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.monitor_html")),
        click.Option(["--fail-on"], type=click.Choice(FAIL_ON), default="any", show_default=True, help=text("help.monitor_fail_on")),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *limit_options(),
    ]
    return click.Command("monitor", callback=run, params=params, help=text("help.monitor"))


def run(
    paths: tuple[str, ...],
    day: datetime | None,
    lights: str,
    as_json: bool,
    output: Path | None,
    xlsx: Path | None,
    html: Path | None,
    **options: Any,  # noqa: ANN401 - by name
) -> int:
    """Read, watch, print, write, and tell by the exit code whether somebody has to do something."""
    from jixiao.exports import check_file

    for file in (output, xlsx, html):
        if file is not None:
            check_file(file)
    files, errors = find_files(paths)
    documents, failures = load(files, options["jobs"], limits_of(options))
    clear_progress()
    failures = [error.message() for error in errors] + failures
    for failure in failures:
        click.echo(failure, err=True)
    if not documents:
        return ExitCode.FAULT
    rounds = _rounds(documents, day.date() if day else None, lights, options["named"])
    _print(documents, rounds, as_json=as_json, output=output, lights=lights, everything=options["everything"])
    _write(documents, rounds, lights, xlsx, html)
    return ExitCode.FAULT if failures else _verdict(documents, rounds, options["fail_on"])


def _rounds(documents: Sequence[Document], day: date | None, lights: str, named: str | None) -> list[ProjectRound]:
    """The latest round of every project.

    Raises:
        CallerError: there is none, or none has the name.
    """
    rounds = pipeline.monitor(documents, day=day, lights=lights)
    if not rounds:
        names = [Path(document.source.file).name for document in documents]
        shown = text("cli.comma").join(names[:_FEW]) + ("……" if len(names) > _FEW else "")
        raise CallerError("error.monitor_nothing", files=shown)
    if named is None:
        return rounds
    found = [one for one in rounds if squash(named) in squash(one.reported.name or "")]
    if not found:
        raise CallerError("error.monitor_not_named", count=len(rounds), named=named)
    return found


def _print(
    documents: Sequence[Document], rounds: Sequence[ProjectRound], *, as_json: bool, output: Path | None, lights: str, everything: bool
) -> None:
    from jixiao.cli import monitor_json, monitor_report

    if as_json:
        printed = monitor_json.as_json(documents, rounds, lights)
    else:
        printed = monitor_report.report(documents, rounds, lights=lights, everything=everything, is_plain=output is not None)
    if output is None:
        click.echo(printed, nl=False)
        return
    try:
        output.write_text(printed, encoding="utf-8")
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(output), reason=error.strerror or str(error)) from error


def _write(documents: Sequence[Document], rounds: Sequence[ProjectRound], lights: str, xlsx: Path | None, html: Path | None) -> None:
    from jixiao.exports.destination import whole_file

    if xlsx is not None:
        from jixiao.exports.monitor_paper import monitor_paper

        with whole_file(xlsx) as part:
            part.write_bytes(monitor_paper(rounds))
        rows = sum(len(one.expected) for one in rounds)
        click.echo(text("monitor.paper", path=xlsx, projects=f"{len(rounds):,}", rows=f"{rows:,}"), err=True)
    if html is not None:
        from jixiao.reports.monitor_page import monitor_page

        with whole_file(html) as part:
            part.write_text(monitor_page(documents, rounds, lights, __version__), encoding="utf-8")
        click.echo(text("monitor.page", path=html), err=True)


def _verdict(documents: Sequence[Document], rounds: Sequence[ProjectRound], fail_on: str) -> int:
    from jixiao.monitoring.telling import left_out, lines_of, summary_of

    if fail_on == "never":
        return ExitCode.CLEAN
    tones = {summary_of(one, lines_of(one)).tone for one in rounds}
    asked = "ask" in tones or any(left_out(documents, rounds)) or any(document.problems for document in documents)
    is_found = "act" in tones or (fail_on == "any" and asked)
    return ExitCode.PROBLEMS if is_found else ExitCode.CLEAN
