"""``python -m jixiao.web administrators``: the first three people of a ledger, and the way back in for one whom no other can let in."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jixiao.errors import CallerError
from jixiao.web.records.actions.administration import begin, rescue
from jixiao.web.records.actions.administration.beginning import POWERS
from jixiao.web.records.models import Person
from jixiao.workflow import titles


class Command(BaseCommand):
    """Begin a ledger, or give an administrator a new first password."""

    help = "Begin an empty ledger with a finance authority and three administrators, or let one of them in again (--rescue)"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", default="", help="first fiscal year, such as 2027")
        parser.add_argument("--code", default="", help="code of the finance authority")
        parser.add_argument("--name", default="", help="name of the finance authority")
        parser.add_argument("--pack", default="national", help="its pack (jixiao pack list)")
        for power in POWERS:
            option = power.removesuffix("_admin")
            parser.add_argument(
                f"--{option}", default="", metavar="LOGIN:NAME", dest=power, help=f"login and name of the {option} administrator"
            )
        parser.add_argument("--rescue", metavar="LOGIN", help="a new first password for somebody whom no other administrator can let in")

    def handle(self, **options: Any) -> None:
        try:
            if options["rescue"] is not None:
                self._rescued(options["rescue"])
            else:
                self._begun(options)
        except CallerError as error:
            raise CommandError(_told(error)) from error

    def _begun(self, options: dict[str, Any]) -> None:
        asked = {power: _account(options[power]) for power in POWERS}
        place = {name: options[name] for name in ("year", "code", "name", "pack")}
        for power, (person, password) in begin(people=asked, **place).items():
            self._show(titles()["roles"][power].title(), person, password)

    def _rescued(self, login: str) -> None:
        person, password = rescue(login)
        self._show(person.name, person, password)

    def _show(self, title: str, person: Person, password: str) -> None:
        self.stdout.write(f"{title}  {person.login}  {password}{os.linesep}", ending="")


def _account(given: str) -> tuple[str, str]:
    login, _, name = given.partition(":")
    return login, name


def _told(error: CallerError) -> str:
    """An error with all its reasons, each with what to do."""
    reasons = [f"  {reason.field or '-'}: {reason.message()} {reason.remedy()}" for reason in getattr(error, "reasons", ())]
    return "\n".join([error.message(), *reasons])
