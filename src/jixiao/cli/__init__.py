"""The command line: one module per command, loaded when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from jixiao import messages
from jixiao.errors import ExitCode, JixiaoError


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: arguments without the name of the program; those of the process by default.

    Returns:
        0 clean, 1 problems in the documents, 2 the caller's or our fault.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    messages.use_language(_language_in(arguments))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    import click  # only a called command needs it

    from jixiao.cli.commands import group

    try:
        result = group().main(args=arguments, prog_name="jixiao", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.FAULT
    except click.Abort:
        return ExitCode.FAULT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAULT
    except JixiaoError as error:
        print(error.message(), file=sys.stderr)  # noqa: T201 - the one place where an error of the caller is printed
        return ExitCode.FAULT
    return result if isinstance(result, int) else ExitCode.CLEAN


def _language_in(arguments: Sequence[str]) -> str | None:
    """The language that the arguments ask for, before the options are parsed: help texts are in it too."""
    for at, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        if value in messages.LANGUAGES:
            return value
    return None
