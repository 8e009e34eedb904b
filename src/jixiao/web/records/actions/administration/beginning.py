"""The first people of an installation, and the way back in where nobody can open the door: by whoever holds the server (初始化)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from jixiao.web.records import clock
from jixiao.web.records.acting import system
from jixiao.web.records.actions import second_factor
from jixiao.web.records.actions.administration.agencies import check_new, year_of
from jixiao.web.records.actions.administration.people import check_account, first_password, give_password
from jixiao.web.records.actions.administration.refusing import Faults
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Agency, AgencyYear, Level, Person, Post
from jixiao.web.records.refusals import RefusedError

POWERS = ("system_admin", "security_admin", "audit_admin")


@transaction.atomic
def begin(*, year: str, code: str, name: str, pack: str, people: Mapping[str, tuple[str, str]]) -> dict[str, tuple[Person, str]]:
    """Write the first agency and the three administrators into an empty ledger (初始化).

    Args:
        year: first fiscal year, as typed.
        code: of the finance authority.
        name: of the finance authority.
        pack: id of its pack.
        people: login and name of whoever shall hold each of :data:`POWERS`: three people.

    Returns:
        power to the person and the first password.

    Raises:
        RefusedError: there are people already.
        NotAcceptedError: something is missing or wrong.
    """
    if Person.objects.exists():
        raise RefusedError("web_administration.begun")
    faults = Faults()
    number = year_of(year, faults)
    code, name = check_new(faults, code=code, name=name, level=Level.FINANCE, pack=pack)
    accounts = {power: check_account(faults, *people.get(power, ("", "")), field=power) for power in POWERS}
    if len({login for login, _ in accounts.values()}) < len(POWERS):
        faults.add("login", "three_people")
    faults.stop()
    agency = Agency.objects.create(code=code, name=name)
    AgencyYear.objects.create(agency=agency, fiscal_year=number, name=name, level=Level.FINANCE, finance=agency, pack=pack)
    made = {}
    for power, (login, called) in accounts.items():
        password = first_password()
        person = Person.objects.create_user(login, called, password, must_change_password=True)
        Post.objects.create(person=person, agency=agency, role=power, valid_from=clock.today())
        made[power] = (person, password)
    told = {"agency": code, "name": name, "year": number, "pack": pack, "people": {power: login for power, (login, _) in accounts.items()}}
    record(system(), "ledger.begin", object=f"agency:{agency.pk}", data={"after": told})
    return made


@transaction.atomic
def rescue(login: str) -> tuple[Person, str]:
    """A new first password that works at once and alone, for an administrator whom no other could let in (服务器上重置密码).

    Raises:
        RefusedError: there is nobody of that login.
    """
    person = Person.objects.select_for_update().filter(login=login.strip().lower()).first()
    if person is None:
        raise RefusedError("web_administration.nobody", login=login.strip()[:64])
    if not person.is_active:
        raise RefusedError("web_administration.inactive", name=person.name)
    if person.has_second_factor:
        second_factor.forget(person)
    return person, give_password(person, system(), is_held=False)
