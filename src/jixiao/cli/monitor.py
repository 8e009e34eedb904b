"""``jixiao monitor``: projects in progress, money against plan and time, results against time."""

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
    from jixiao.monitoring.from_reading import ProjectRound

FAIL_ON = ("any", "act", "never")
"""What makes the exit code 1."""
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
        *options_of("monitor", FAIL_ON),
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
    check_files(output, xlsx, html)
    documents, failures = read_all(paths, options)
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
        raise nothing_in(documents, "error.monitor_nothing")
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
    put(printed, output)


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
