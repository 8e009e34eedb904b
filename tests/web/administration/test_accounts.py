"""Sessions that end, tokens of one's own and of others, the first people of a ledger."""

from datetime import UTC, datetime

import pytest

from jixiao.web.records import clock
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.administration import (
    begin,
    create_token,
    digest_of,
    end_sessions,
    rescue,
    revoke_token,
    revoke_token_of,
)
from jixiao.web.records.models import Agency, AgencyYear, ApiToken, Person, Post
from jixiao.web.records.refusals import RefusedError


def test_sessions_of_before_are_over_and_later_ones_are_not(people, acting, logged_in, events):
    before = people["clerk_a"].get_session_auth_hash()
    end_sessions(people["clerk_a"].pk, actor=acting("security_admin"))

    after = Person.objects.get(login="clerk_a").get_session_auth_hash()
    assert before != after
    assert events("person.end_sessions")[0].data == {"before": {"sessions_ended": 0}, "after": {"sessions_ended": 1}}


def test_token_is_shown_once_and_kept_as_a_digest(acting, people, events):
    kept, token = create_token(name=" 预算一体化 ", until="2027-11-20", actor=acting("clerk_a"))

    assert token.startswith("jx_")
    assert len(token) > 40
    assert kept.digest == digest_of(token)
    assert kept.ends_with == token[-4:]
    assert kept.expires_at == datetime(2027, 11, 20, 16, tzinfo=UTC), "the end of that day in Shanghai"
    assert token not in str(ApiToken.objects.values().get())
    (event,) = events("token.create")
    assert event.data == {"after": {"name": "预算一体化", "until": "2027-11-20"}}


@pytest.mark.parametrize(
    ("name", "until", "faults"),
    [
        ("", "", [("name", "missing"), ("until", "no_day")]),
        ("对接", "2026-11-19", [("until", "day_too_early")]),
        ("对接", "2027-11-22", [("until", "token_too_long")]),
        ("长" * 65, "2026-12-31", [("name", "too_long")]),
        ("旧的", "2026-12-31", [("name", "token_name_taken")]),
    ],
)
def test_everything_wrong_with_a_token_is_told_at_once(acting, refused, name, until, faults):
    create_token(name="旧的", until="2026-12-31", actor=acting("clerk_a"))
    create_token(name="对接", until="2026-12-31", actor=acting("clerk_b"))

    assert refused(create_token, name=name, until=until, actor=acting("clerk_a")) == faults


def test_nobody_has_more_than_twenty_valid_tokens(acting, refused):
    for number in range(20):
        create_token(name=f"程序{number}", until="2026-12-31", actor=acting("clerk_a"))
    assert refused(create_token, name="再来", until="2026-12-31", actor=acting("clerk_a")) == [("", "too_many_tokens")]

    revoke_token(ApiToken.objects.first().pk, actor=acting("clerk_a"))
    create_token(name="再来", until="2026-12-31", actor=acting("clerk_a"))


def test_token_is_revoked_by_its_owner_once(acting, events):
    kept, _ = create_token(name="对接", until="2026-12-31", actor=acting("clerk_a"))
    with pytest.raises(ApiToken.DoesNotExist):
        revoke_token(kept.pk, actor=acting("clerk_b"))

    revoke_token(kept.pk, actor=acting("clerk_a"))

    assert ApiToken.objects.get().revoked_at == clock.now()
    assert len(events("token.revoke")) == 1
    with pytest.raises(RefusedError):
        revoke_token(kept.pk, actor=acting("clerk_a"))


def test_token_is_revoked_by_the_security_administrator(acting, people, events):
    kept, _ = create_token(name="对接", until="2026-12-31", actor=acting("clerk_a"))
    with pytest.raises(ApiToken.DoesNotExist):
        revoke_token_of(people["clerk_b"].pk, kept.pk, actor=acting("security_admin"))

    revoke_token_of(people["clerk_a"].pk, kept.pk, actor=acting("security_admin"))

    assert ApiToken.objects.get().revoked_at == clock.now()
    assert events("token.revoke")[0].actor["login"] == "security_admin"


FIRST = {"system_admin": ("xitong", "何川"), "security_admin": ("anquan", "吕燕"), "audit_admin": ("shenji", "施政")}


def test_empty_ledger_begins_with_an_authority_and_three_administrators(db, events):
    made = begin(year="2027", code="101", name="云川市财政局", pack="national", people=FIRST)

    row = AgencyYear.objects.get()
    assert (row.agency.code, row.level, row.finance_id, row.is_open) == ("101", "finance", row.agency_id, True)
    assert {post.role: post.person.login for post in Post.objects.all()} == {power: login for power, (login, _) in FIRST.items()}
    for person, password in made.values():
        assert sessions.log_in(person.login, password, address="") == person
        assert person.must_change_password
    (event,) = events("ledger.begin")
    assert event.chain_id == "system"


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({"year": "x"}, {"year"}),
        ({"code": ""}, {"code"}),
        ({"pack": "none"}, {"pack"}),
        ({"people": FIRST | {"audit_admin": ("anquan", "施政")}}, {"login"}),
        ({"people": FIRST | {"audit_admin": ("", "")}}, {"audit_admin"}),
    ],
)
def test_everything_wrong_at_the_beginning_is_told_at_once(db, refused, asked, faults):
    told = {"year": "2027", "code": "101", "name": "云川市财政局", "pack": "national", "people": FIRST} | asked

    assert {field for field, _ in refused(begin, **told)} == faults
    assert not Agency.objects.exists()
    assert not Person.objects.exists()


def test_ledger_begins_once(people):
    with pytest.raises(RefusedError):
        begin(year="2027", code="102", name="云川市财政局", pack="national", people=FIRST)


def test_whoever_holds_the_server_lets_an_administrator_in(people, events):
    person, password = rescue(" Security_Admin ")

    assert sessions.log_in("security_admin", password, address="") == person
    assert events("person.reset")[0].actor == {"name": "system", "via": "command"}
    with pytest.raises(RefusedError):
        rescue("nobody")
