"""``jixiao doctor``: whether an installation is well, and what to do where it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.up import home_option
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.web.operating.items import Item

MARKS = {"ok": "✓", "note": "·", "bad": "✗"}


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        home_option(),
        click.Option(["--deep", "is_deep"], is_flag=True, help=text("help.doctor_deep")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.json")),
    ]
    return click.Command("doctor", callback=run, params=params, help=text("help.doctor"))


def run(home: Path | None, is_deep: bool, as_json: bool) -> int:
    """Look at each item, and say how it is."""
    from jixiao.web.operating.installation import Installation, home_of

    place = home_of(home)
    if not place.is_dir():
        raise CallerError("error.no_such_file", file=str(place))
    installation = Installation(place)
    installation.open()
    installation.set_up()
    from jixiao.web.operating.checking import examine  # needs what was set up

    items: list[Item] = []
    for item in examine(installation, is_deep=is_deep):
        items.append(item)
        if not as_json:
            _print(item)
    unwell = sum(item.state == "bad" for item in items)
    if as_json:
        click.echo(json.dumps({"well": not unwell, "items": [_plain(item) for item in items]}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n" + (text("web_doctor.not_well", count=unwell) if unwell else text("web_doctor.all_well")))
    return ExitCode.PROBLEMS if unwell else ExitCode.CLEAN


def _print(item: Item) -> None:
    click.echo(f"{MARKS[item.state]} {text(f'web_doctor.{item.state}')}  {item.message()}")
    if remedy := item.remedy():
        click.echo(f"    {remedy}")


def _plain(item: Item) -> dict[str, str]:
    return {"name": item.name, "state": item.state.value, "message": item.message(), "remedy": item.remedy()}
