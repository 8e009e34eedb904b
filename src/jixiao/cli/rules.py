"""``jixiao rules``: list the rules, show one, run their cases, check how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli import wording
from jixiao.cli.audit import SEVERITIES, chosen_rules
from jixiao.cli.audit_spark import engine_options, holding_cases
from jixiao.cli.commands import language_option
from jixiao.errors import ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.rules import Catalogue

_LIST = "list"
_HELP = ("-h", "--help")


class ListByDefault(click.Group):
    """A group that lists where no other of its commands is named: ``jixiao rules``, ``jixiao rules funding``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_named = bool(args) and (args[0] in self.commands or args[0] in _HELP)
        return super().parse_args(ctx, args if is_named else [_LIST, *args])


def command() -> click.Command:
    """The group with its help in the language in force."""
    commands = (_list_command(), _show_command(), _test_command(), _lint_command())
    for each in commands:
        each.params.append(language_option())
        wording.worded(each)
    return ListByDefault("rules", commands={each.name or "": each for each in commands}, help=text("help.rules"))


def _named(*, is_required: bool = False) -> click.Argument:
    return click.Argument(["named"], nargs=-1, required=is_required, metavar="RULE..." if is_required else "[RULE...]")


def _folders() -> click.Option:
    return click.Option(["--rules", "folders"], type=click.Path(path_type=Path), multiple=True, help=text("help.audit_rules"))


def _list_command() -> click.Command:
    params: list[click.Parameter] = [
        _named(),
        click.Option(["--severity"], type=click.Choice(SEVERITIES), help=text("help.rules_severity")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.rules_json")),
        _folders(),
    ]
    return click.Command(_LIST, callback=_list, params=params, help=text("help.rules_list"))


def _show_command() -> click.Command:
    params: list[click.Parameter] = [_named(is_required=True), _folders()]
    return click.Command("show", callback=_show, params=params, help=text("help.rules_show"))


def _test_command() -> click.Command:
    engine, master, _ = engine_options()
    return click.Command("test", callback=_test, params=[_named(), _folders(), engine, master], help=text("help.rules_test"))


def _lint_command() -> click.Command:
    return click.Command("lint", callback=_lint, params=[_named(), _folders()], help=text("help.rules_lint"))


def _list(named: tuple[str, ...], severity: str | None, as_json: bool, folders: tuple[Path, ...]) -> int:
    from jixiao.cli import rule_pages

    entries = [entry for entry in chosen_rules(named, folders).entries.values() if severity in (None, entry.rule.severity.value)]
    click.echo(rule_pages.as_json(entries) if as_json else rule_pages.listed(entries), nl=False)
    return ExitCode.CLEAN


def _show(named: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    from jixiao.cli import rule_pages

    for entry in chosen_rules(named, folders).entries.values():
        click.echo(rule_pages.shown(entry), nl=False)
    return ExitCode.CLEAN


def _test(named: tuple[str, ...], folders: tuple[Path, ...], engine: str, master: str | None) -> int:
    from jixiao.cli.rule_checks import CaseReport

    report = CaseReport()
    with holding_cases(master) if engine == "spark" else nullcontext() as holding:
        for entry in _to_check(named, folders).entries.values():
            report.run(entry, click.echo, holding)
    click.echo(report.summary())
    return ExitCode.CLEAN if report.is_clean else ExitCode.PROBLEMS


def _lint(named: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    from jixiao.rules.lint import lint

    entries = list(_to_check(named, folders).entries.values())
    count = 0
    for entry in entries:
        for fault in lint(entry):
            count += 1
            click.echo(f"{entry.rule.file}: {fault}")
    click.echo(text("cli.lint_summary", rules=len(entries), faults=count))
    return ExitCode.PROBLEMS if count else ExitCode.CLEAN


def _to_check(named: Sequence[str], folders: Sequence[Path]) -> Catalogue:
    """The rules that are named, or those of the caller's own folders, or all."""
    from jixiao.rules import Catalogue

    catalogue = chosen_rules(named, folders)
    if named or not folders:
        return catalogue
    return Catalogue(
        {key: entry for key, entry in catalogue.entries.items() if any(Path(entry.rule.file).is_relative_to(at) for at in folders)}
    )
