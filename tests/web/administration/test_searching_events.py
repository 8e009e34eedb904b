"""Events are found by person, action, day, object and result, a page at a time, and exported without formulas."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from jixiao.exports.formulas import restore
from jixiao.messages import catalogue
from jixiao.web.records import clock
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.administration import rename_person
from jixiao.web.records.auditing import COLUMNS, Asked, actions_known, asked_of, csv_lines, events, name_of, page_of
from jixiao.web.records.models import Event

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 11, 20)


@pytest.fixture
def history(acting, people):
    for number in range(5):
        with clock.at(datetime(2026, 11, 1 + number, 2, tzinfo=UTC)):
            sessions.note(acting("clerk_a"), "declaration.export", object=f"declaration:{number}")
            sessions.log_in("clerk_b", "wrong", address="10.0.0.1")
    sessions.log_in("ghost", "wrong", address="10.0.0.1")
    rename_person(people["clerk_b"].pk, name="郑石", actor=acting("system_admin"))


def found(**asked):
    return [(event.action, event.actor.get("login", "")) for event in events(Asked(**asked))]


def test_events_are_found_by_person(history):
    assert found(who="clerk_a") == [("declaration.export", "clerk_a")] * 5
    assert found(who="周") == [("declaration.export", "clerk_a")] * 5
    assert found(who="何川") == [("person.rename", "system_admin")]
    assert found(who="ghost") == [("person.login", "")]
    assert found(who="nobody") == []


def test_events_are_found_by_action_and_kind_and_result(history):
    assert len(found(action="person.login")) == 6
    assert len(found(action="person")) == 7
    assert len(found(action="pers")) == 0
    assert len(found(result="refused")) == 6
    assert found(action="person", result="done") == [("person.rename", "system_admin")]


def test_events_are_found_by_what_they_are_about(history, people):
    assert len(found(object="declaration:3")) == 1
    about = found(object="clerk_b")
    assert about == [("person.rename", "system_admin"), *[("person.login", "clerk_b")] * 5]
    assert found(object=str(people["clerk_b"].pk)) == about
    assert found(object=f"person:{people['clerk_b'].pk}") == about


def test_days_are_those_of_the_office(history, acting):
    with clock.at(datetime(2026, 11, 9, 15, 59, 59, tzinfo=UTC)):
        sessions.note(acting("clerk_c"), "declaration.export")
    with clock.at(datetime(2026, 11, 9, 16, 0, 0, tzinfo=UTC)):
        sessions.note(acting("clerk_c"), "import.download")

    assert found(since=date(2026, 11, 9), until=date(2026, 11, 9)) == [("declaration.export", "clerk_c")]
    assert found(since=date(2026, 11, 10), until=date(2026, 11, 10)) == [("import.download", "clerk_c")]
    assert len(found(since=date(2026, 11, 2), until=date(2026, 11, 3))) == 4
    assert found(since=date(2026, 12, 1)) == []


def test_pages_hold_every_event_once(history):
    pages, before = [], ""
    while True:
        rows, before = page_of(events(Asked()), before, 4)
        pages.append([row.pk for row in rows])
        if not before:
            break

    assert [len(page) for page in pages] == [4, 4, 4]
    assert [pk for page in pages for pk in page] == sorted((event.pk for event in Event.objects.all()), reverse=True)


@pytest.mark.parametrize("mark", ["x", "-1", "1.5", "９", "9" * 30])
def test_a_mark_that_is_none_begins_at_the_top(history, mark):
    assert page_of(events(Asked()), mark, 4)[0] == page_of(events(Asked()), "", 4)[0]


def test_query_row_is_the_last_thirty_days_unless_it_says_otherwise():
    assert asked_of({}, TODAY) == (Asked(since=TODAY - timedelta(days=30)), [])
    assert asked_of({"since": "", "who": " clerk_a\x00 "}, TODAY) == (Asked(who="clerk_a"), [])
    assert asked_of({"since": "2026-13-01", "until": "x"}, TODAY)[1] == ["since", "until"]
    assert asked_of({"since": "2026-11-02", "until": "2026-11-01"}, TODAY)[1] == ["until"]
    assert asked_of({"since": "", "result": "perhaps"}, TODAY) == (Asked(), [])


def test_export_holds_every_event_and_no_formula(acting, history):
    evil = '=HYPERLINK("http://example.org")'
    sessions.note(acting("clerk_a"), "declaration.export", object=evil, data={"reason": "\r\n\x1b[31m@SUM(A1)"})

    lines = b"".join(csv_lines(events(Asked()))).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(lines))

    assert len(header) == len(COLUMNS)
    assert len(rows) == Event.objects.count()
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)
    told = dict(zip(COLUMNS, rows[0], strict=True))
    assert told["object"] == f"'{evil}"
    assert restore(told["object"]) == evil
    assert "\x1b" not in lines
    assert {row[COLUMNS.index("digest")] for row in rows} == set(Event.objects.values_list("digest", flat=True))


def test_long_export_is_written_in_blocks(acting, history, monkeypatch):
    monkeypatch.setattr("jixiao.web.records.auditing._BLOCK", 3)

    lines = b"".join(csv_lines(events(Asked()))).decode("utf-8-sig")

    assert len(list(csv.reader(io.StringIO(lines)))) == Event.objects.count() + 1


def test_actions_are_called_by_their_names(history):
    assert name_of("declaration.submit") == "送审"
    assert name_of("refused.sheet") == "被拒绝的请求（sheet）"
    assert name_of("unheard.of") == "unheard.of"
    assert all(f"event_kind.{action.partition('.')[0]}" in catalogue() for action in actions_known())
