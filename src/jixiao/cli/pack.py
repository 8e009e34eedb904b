"""``jixiao pack``: list the packs of jurisdictions, show one, check one that an agency has written."""

from __future__ import annotations

import click

from jixiao.cli import wording
from jixiao.cli.commands import language_option
from jixiao.errors import ExitCode
from jixiao.messages import text


def command() -> click.Command:
    """The group with its help in the language in force."""
    commands = (_list_command(), _show_command(), _check_command())
    for each in commands:
        each.params.append(language_option())
        wording.worded(each)
    return click.Group("pack", commands={each.name or "": each for each in commands}, help=text("help.pack"))


def _json() -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=text("help.rules_json"))


def _list_command() -> click.Command:
    return click.Command("list", callback=_list, params=[_json()], help=text("help.pack_list"))


def _show_command() -> click.Command:
    named = click.Argument(["named"], metavar="PACK")
    return click.Command("show", callback=_show, params=[named, _json()], help=text("help.pack_show"))


def _check_command() -> click.Command:
    named = click.Argument(["named"], nargs=-1, required=True, metavar="PACK...")
    return click.Command("check", callback=_check, params=[named, _json()], help=text("help.pack_check"))


def _list(as_json: bool) -> int:
    from jixiao.cli import pack_pages
    from jixiao.packs import load_pack, pack_ids

    packs = [load_pack(name) for name in pack_ids()]
    click.echo(pack_pages.as_json(packs) if as_json else pack_pages.listed(packs), nl=False)
    return ExitCode.CLEAN


def _show(named: str, as_json: bool) -> int:
    from jixiao.cli import pack_pages
    from jixiao.packs import load_pack

    pack = load_pack(named)
    click.echo(pack_pages.as_json([pack]) if as_json else pack_pages.shown(pack), nl=False)
    return ExitCode.CLEAN


def _check(named: tuple[str, ...], as_json: bool) -> int:
    from jixiao.cli import pack_pages
    from jixiao.packs import check_pack

    faults = {name: check_pack(name) for name in named}
    click.echo(pack_pages.faults_as_json(faults) if as_json else pack_pages.checked(faults), nl=False)
    return ExitCode.PROBLEMS if any(faults.values()) else ExitCode.CLEAN
