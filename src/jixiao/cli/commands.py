"""The group of commands, each loaded from its module when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from jixiao import __version__
from jixiao.cli import wording
from jixiao.messages import LANGUAGES, text

COMMANDS = (
    "read",
    "show",
    "facts",
    "audit",
    "score",
    "monitor",
    "evidence",
    "diff",
    "rules",
    "form",
    "pack",
    "up",
    "doctor",
    "backup",
    "restore",
    "verify",
    "demo",
)


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, each with a function ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"jixiao.cli.{name}").command()
        if not isinstance(command, click.Command):
            raise TypeError(name)
        command.params.append(language_option())
        return wording.worded(command)


def language_option() -> click.Option:
    """``--lang``: it was read before (:mod:`jixiao.cli`), so here it is only described and checked."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=text("help.lang"))


def group() -> click.Group:
    """The program with all its commands, its help in the language in force."""
    wording.install()
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    main = LazyGroup("jixiao", help=text("help.jixiao"), params=[language_option()], context_settings=settings)
    return click.version_option(__version__, "--version", prog_name="jixiao", help=text("help.version"))(wording.worded(main))
