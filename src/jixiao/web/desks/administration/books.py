"""Lists of administrators as workbooks, whole, as they are asked for: agencies, people, posts (导出管理列表)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jixiao.exports.book import BookColumn, ColumnKind
from jixiao.messages import text
from jixiao.web.desks.administration.agencies import POWER as OF_AGENCIES
from jixiao.web.desks.administration.agencies import found_in_year
from jixiao.web.desks.administration.asking import power, typed
from jixiao.web.desks.administration.posts import POWER as OF_POSTS
from jixiao.web.desks.lists.exporting import MOST, book_sent
from jixiao.web.desks.templatetags.administration import pack_title
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records import clock, directory
from jixiao.web.records.models import AgencyYear, Person, Post, Role


def _heads(*names: str) -> list[BookColumn]:
    return [BookColumn(text(f"web_administration.{name}")) for name in names]


@power(OF_AGENCIES)
@require_GET
def agencies_book(request: HttpRequest) -> HttpResponse:
    """The tree of a year in its order, with parent, department and finance authority of each agency."""
    found = found_in_year(request)
    if found.year is None:
        raise Http404
    columns = [
        *_heads("code", "agency_name", "level", "parent_code", "parent_name"),
        BookColumn(text("web_administration.department")),
        BookColumn(text("web_administration.finance")),
        *_heads("pack", "is_open"),
    ]
    told = (_of_agency(row, above, found.names) for _, row, above in found.rows)
    title = text("web_administration.book_agencies", year=found.year)
    return book_sent(request, title, columns, told, "agency.export_list", len(found.rows), data={"year": found.year})


def _of_agency(row: AgencyYear, above: list[AgencyYear], names: dict[Any, str]) -> list[str]:
    parent = above[0] if above else None
    return [
        row.agency.code,
        row.name,
        text(f"administration_level.{row.level}"),
        parent.agency.code if parent else "",
        parent.name if parent else "",
        names.get(row.department_id, ""),
        names.get(row.finance_id, ""),
        pack_title(row.pack),
        text("web_administration.opened" if row.is_open else "web_administration.closed"),
    ]


@power("system_admin", "security_admin")
@require_GET
def people_book(request: HttpRequest) -> HttpResponse:
    """People with account and the posts that they hold today; a row for each post."""
    asked = typed(request, "words", "state")
    found = list(directory.people(**asked).order_by("login")[:MOST])
    columns = [
        *_heads("person_name", "login", "account", "role", "agency"),
        BookColumn(text("web_administration.last_login"), ColumnKind.DAY),
    ]
    rows = [row for person in found for row in _of_person(person)]
    return book_sent(request, text("web_administration.people_title"), columns, rows, "person.export_list", len(rows))


def _of_person(person: Person) -> Iterator[list[Any]]:
    came = timezone.localtime(person.last_login).date() if person.last_login else None
    own = [person.name, person.login, text(f"account_state.{_account(person)}")]
    for post in person.held or [None]:
        yield [*own, called("role", post.role) if post else "", post.agency.name if post else "", came]


def _account(person: Person) -> str:
    if not person.is_active:
        return "closed"
    if person.is_held or person.is_locked:
        return "held" if person.is_held else "locked"
    return "first" if person.must_change_password else "active"


@power(OF_POSTS)
@require_GET
def posts_book(request: HttpRequest) -> HttpResponse:
    """Who holds which role where on a day."""
    asked = typed(request, "words", "role", "day")
    day, _ = directory.day_of(asked["day"])
    role = asked["role"] if asked["role"] in Role.values else ""
    found = list(directory.posts(asked["words"], role, day).order_by("agency__code", "role", "id")[:MOST])
    columns = [
        *_heads("person_name", "login", "role", "agency", "code"),
        BookColumn(text("web_administration.since"), ColumnKind.DAY),
        BookColumn(text("web_administration.until"), ColumnKind.DAY),
        *_heads("stands_in_column"),
    ]
    rows = (_of_post(post) for post in found)
    title = text("web_administration.posts_title")
    data = {"day": (day or clock.today()).isoformat()}
    return book_sent(request, title, columns, rows, "post.export_list", len(found), data=data)


def _of_post(post: Post) -> list[Any]:
    absent = post.stands_in_for.name if post.stands_in_for else ""
    own = [post.person.name, post.person.login, called("role", post.role), post.agency.name, post.agency.code]
    return [*own, post.valid_from, post.valid_until, absent]
