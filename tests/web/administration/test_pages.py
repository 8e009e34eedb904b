"""The pages of administrators: forms that tell every fault, secrets that are shown once, lists that cost the same whatever they hold."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.web.review.selecting import select
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.actions import checkpointing, sessions
from jixiao.web.records.actions.administration import change_agency, check_chains, give_post, reset_password, seen_digest, start_check
from jixiao.web.records.models import Agency, AgencyYear, ApiToken, Event, Level, Person, Post

pytestmark = pytest.mark.both_databases

TODAY = "2026-11-20"


@pytest.fixture
def page(logged_in):
    """``page("audit_admin", "/events")`` is the tree of a page as somebody sees it."""

    def look(login, address, **more):
        answer = logged_in(login).get(address, **more)
        assert answer.status_code == 200, answer.status_code
        return html.fromstring(answer.content.decode())

    return look


def words(tree):
    return re.sub(r"\s+", " ", tree.text_content())


def rows(tree):
    return [" ".join(words(cell).strip() for cell in row) for row in select(tree, "tbody tr")]


def faults(answer):
    """Names of the fields that are marked, and the messages beside them."""
    tree = html.fromstring(answer.content.decode())
    return {
        field.get("name"): words(tree.get_element_by_id(f"e-{field.get('name')}"))
        for field in select(tree, "[name]")
        if select(tree, f"#e-{field.get('name')}")
    }


def test_form_comes_back_as_it_was_typed_with_every_fault_beside_its_field(logged_in):
    sent = {"year": "2027", "code": "= 1", "name": "", "level": "unit", "parent": "nowhere", "pack": "xinzhou"}
    answer = logged_in("system_admin").post(reverse("agency_new"), sent)

    assert answer.status_code == 422
    told = faults(answer)
    assert set(told) == {"code", "name", "parent"}
    assert "“nowhere”" in told["parent"]
    tree = html.fromstring(answer.content.decode())
    assert select(tree, "[name='code']")[0].get("value") == "= 1"
    assert select(tree, "[name='code']")[0].get("aria-invalid") == "true"
    assert select(tree, "[name='pack'] option[selected]")[0].get("value") == "xinzhou"
    alert = select(tree, "[role='alert']")[0]
    assert "有3处" in words(alert)
    assert [link.get("href") for link in select(alert, "a")] == ["#f-name", "#f-code", "#f-parent"]


def test_faults_are_told_in_the_language_of_the_page(logged_in):
    browser = logged_in("security_admin")
    browser.cookies["jixiao_lang"] = "en"
    answer = browser.post(
        reverse("post_new", args=[Person.objects.get(login="clerk_a").pk]), {"role": "audit_admin", "agency": "101", "since": TODAY}
    )

    assert "clerk (云川市公安局交通警察支队直属一大队, since 2020-01-01) and cannot be audit administrator" in faults(answer)["role"]


def test_tree_shows_depth_and_is_searched(page, agencies):
    tree = page("system_admin", reverse("agencies"))
    assert [cell.get("class") for cell in select(tree, "td.at")] == ["at d0", "at d1", "at d2", "at d2", "at d1", "at d2"]

    found = page("system_admin", f"{reverse('agencies')}?words=301001")
    assert len(select(found, "td.at")) == 1
    assert "云川市财政局 › 云川市教育局" in rows(found)[0]


def test_long_tree_has_pages(page, agencies):
    for number in range(120):
        agency = Agency.objects.create(code=f"4{number:03}", name=f"云川市第{number}小学")
        AgencyYear.objects.create(
            agency=agency,
            fiscal_year=YEAR,
            name=agency.name,
            level=Level.UNIT,
            parent=agencies["department_2"],
            department=agencies["department_2"],
            finance=agencies["finance"],
        )
    first = page("system_admin", reverse("agencies"))
    second = page("system_admin", reverse("agencies") + select(first, ".more a[rel='next']")[0].get("href"))

    assert (len(rows(first)), len(rows(second))) == (100, 26)
    assert not select(second, "a[rel='next']")


def test_agency_that_somebody_else_changed_is_a_conflict_that_keeps_the_typing(logged_in, agencies, acting):
    row = AgencyYear.objects.select_related("agency").get(agency=agencies["unit_a"])
    seen, told = seen_digest(row), {"level": "unit", "parent": "201", "pack": "national"}
    change_agency(row.agency_id, YEAR, seen=seen, name="城东大队", is_open=True, actor=acting("system_admin"), **told)

    answer = logged_in("system_admin").post(reverse("agency", args=[YEAR, row.agency_id]), {**told, "seen": seen, "name": "城西大队"})

    assert answer.status_code == 409
    tree = html.fromstring(answer.content.decode())
    assert select(tree, "[name='name']")[0].get("value") == "城西大队"
    assert "刚被别人改过" in words(select(tree, "[role='alert']")[0])


def test_first_password_is_shown_once_and_nowhere_kept(logged_in, settings):
    browser = logged_in("system_admin")
    answer = browser.post(reverse("person_new"), {"login": "zhao", "name": "赵雷", "lang": "zh"})

    password = select(html.fromstring(answer.content.decode()), ".secret")[0].text
    assert "no-store" in answer.headers["Cache-Control"]
    assert Person.objects.get(login="zhao").check_password(password)
    assert password not in browser.get(reverse("person", args=[Person.objects.get(login="zhao").pk])).content.decode()
    assert password not in str(list(Event.objects.values()))
    assert password not in str(browser.session.items()) + str(browser.cookies)


def test_token_is_shown_once_and_sent_again_makes_no_second(logged_in):
    browser = logged_in("clerk_a")
    sent = {"name": "对接", "until": "2026-12-31"}
    first, again = (browser.post(reverse("tokens"), sent) for _ in range(2))

    token = select(html.fromstring(first.content.decode()), ".secret")[0].text
    assert token.startswith("jx_")
    assert (first.status_code, again.status_code) == (200, 422)
    assert ApiToken.objects.count() == 1
    assert token not in browser.get(reverse("tokens")).content.decode()


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}", "'; DROP TABLE records_person; --"]
)
def test_names_are_shown_as_they_are(logged_in, people, evil):
    browser = logged_in("system_admin")
    browser.post(reverse("person_rename", args=[people["clerk_a"].pk]), {"name": evil})
    shown = browser.get(reverse("person", args=[people["clerk_a"].pk])).content.decode()

    assert select(html.fromstring(shown), "h1")[0].text == evil
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize(
    "address",
    [
        "/people?words=%00",
        "/people?after=x",
        "/people?after=%00_1",
        "/posts?day=2026-99-99",
        "/posts?words=%25_%5C",
        "/people?state=none",
        "/posts?role=king",
    ],
)
def test_odd_queries_are_answered(logged_in, address):
    assert logged_in("security_admin").get(address).status_code in (200, 404)


@pytest.mark.parametrize(
    "address", ["/events?after=x", "/events?who=%00", "/events?since=soon", "/events?object=%00:%00", "/events?action=.", "/events/0"]
)
def test_odd_queries_of_events_are_answered(logged_in, address):
    assert logged_in("audit_admin").get(address).status_code in (200, 404)


@pytest.mark.parametrize("field", ["login", "name", "agency", "code", "parent", "since", "reason"])
def test_what_a_database_cannot_hold_is_told_and_never_a_failure(logged_in, people, field):
    for login, name, args in (
        ("system_admin", "person_new", []),
        ("system_admin", "agency_new", []),
        ("security_admin", "post_new", [people["clerk_b"].pk]),
        ("security_admin", "stand_in", [people["clerk_b"].pk]),
        ("security_admin", "hand_over", [people["clerk_b"].pk]),
        ("system_admin", "person_deactivate", [people["clerk_b"].pk]),
    ):
        answer = logged_in(login).post(
            reverse(name, args=args), {field: "\x00\ud800".encode("utf-8", "surrogatepass").decode("latin-1") * 500}
        )
        assert answer.status_code == 422


def test_lists_cost_the_same_for_one_row_and_for_many(logged_in, people, agencies, acting):
    addresses = {
        "system_admin": ["/agencies", "/people"],
        "security_admin": ["/people", "/posts", f"/people/{people['clerk_b'].pk}"],
        "audit_admin": ["/events?since=", "/checks"],
        "clerk_b": ["/tokens"],
    }
    browsers = {login: logged_in(login) for login in addresses}

    def cost():
        found = {}
        for login, places in addresses.items():
            for place in places:
                browsers[login].get(place)
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert browsers[login].get(place).status_code == 200
                found[login, place] = len(queries)
        return found

    sessions.note(acting("clerk_b"), "declaration.export")
    before = cost()
    for number in range(40):
        person = Person.objects.create_user(f"new{number}", f"赵{number}")
        Post.objects.create(person=person, agency=agencies["unit_b"], role="clerk", valid_from=clock.today())
        Post.objects.create(
            person=people["clerk_b"], agency=agencies["unit_a"], role="clerk", valid_from=clock.today() + timedelta(days=number)
        )
        ApiToken.objects.create(
            person=people["clerk_b"], name=f"t{number}", digest=f"{number:064}", ends_with="abcd", expires_at=clock.now()
        )
        agency = Agency.objects.create(code=f"4{number:03}", name=f"云川市第{number}小学")
        AgencyYear.objects.create(agency=agency, fiscal_year=YEAR, name=agency.name, level="unit", finance=agencies["finance"])
        sessions.note(acting(f"clerk_{'abc'[number % 3]}"), "declaration.export", object=f"person:{person.pk}")
    after = cost()

    assert {key: after[key] - count for key, count in before.items() if after[key] > count} in ({}, {("audit_admin", "/events?since="): 1})
    assert max(after.values()) <= 12


def test_people_are_found_and_paged(page, people):
    for number in range(60):
        Person.objects.create_user(f"p{number:02}", f"赵{number}")
    first = page("security_admin", "/people?words=p")
    second = page("security_admin", "/people" + select(first, "a[rel='next']")[0].get("href"))

    found = [re.search(r"\bp\d\d\b", row).group() for tree in (first, second) for row in rows(tree) if re.search(r"\bp\d\d\b", row)]
    assert sorted(found) == [f"p{number:02}" for number in range(60)]
    assert len(rows(first)) == 50


def test_people_are_found_by_the_state_of_their_accounts(page, people, acting):
    reset_password(people["clerk_a"].pk, actor=acting("system_admin"))
    for _ in range(5):
        sessions.log_in("clerk_b", "wrong", address="")
    Person.objects.create_user("new", "赵雷")
    Person.objects.filter(login="clerk_c").update(is_active=False)

    found = {
        state: [row.split()[1] for row in rows(page("security_admin", f"/people?state={state}"))]
        for state in ("locked", "without_post", "closed")
    }
    assert found == {"locked": ["clerk_a", "clerk_b"], "without_post": ["new"], "closed": ["clerk_c"]}
    assert ["待放行" in rows(page("security_admin", f"/people?words={login}"))[0] for login in ("clerk_a", "clerk_b")] == [True, False]


def test_posts_of_a_day_are_found_by_person_agency_and_role(page, people, acting):
    give_post(people["clerk_a"].pk, agency="201002", role="clerk", since="2027-01-01", until="", actor=acting("security_admin"))

    assert len(rows(page("security_admin", "/posts?words=clerk_a"))) == 2  # clerk_a and clerk_a2
    assert len(rows(page("security_admin", "/posts?words=clerk_a&day=2027-01-01"))) == 3
    assert len(rows(page("security_admin", "/posts?words=201002&role=clerk&day=2027/1/1"))) == 2


def test_hand_over_shows_what_waits_before_it_is_done(page, people, declared):
    declared("unit_a", name="标线更新")
    declared("unit_a", "returned", name="信号灯维护")
    tree = page("security_admin", reverse("hand_over", args=[people["clerk_a"].pk]) + "?login=clerk_b&since=2026-12-01")

    shown = words(tree)
    assert "标线更新" in shown
    assert "信号灯维护" in shown
    assert select(tree, ".count")[0].text == "2"
    assert [field.get("value") for field in select(tree, "form[method='post'] input[name='login']")] == ["clerk_b"]


def test_event_tells_before_and_after_side_by_side(logged_in, page, people):
    logged_in("system_admin").post(reverse("person_rename", args=[people["clerk_a"].pk]), {"name": "周敏"})
    tree = page("audit_admin", reverse("event", args=[Event.objects.get(action="person.rename").pk]))

    assert ["名称", "周明", "周敏"] in [[words(cell).strip() for cell in row] for row in select(tree, ".told-of tbody tr")]
    assert "等待下一个检查点" in words(tree)


def test_export_is_what_was_searched_for_and_leaves_an_event(logged_in, people, acting, password):
    sessions.log_in("clerk_a", password, address="10.0.0.1")
    sessions.log_in("clerk_b", "wrong", address="10.0.0.1")
    answer = logged_in("audit_admin").get("/events/export?who=clerk_a&since=")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="events-{TODAY}.csv"'
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[5] for line in lines[1:]] == ["clerk_a"]
    (event,) = Event.objects.filter(action="event.export")
    assert (event.data["asked"], event.data["rows"]) == ({"who": "clerk_a"}, 1)
    assert event.actor["login"] == "audit_admin"


def test_export_of_too_many_rows_is_refused_with_a_way_out(logged_in, acting, monkeypatch):
    monkeypatch.setattr("jixiao.web.desks.administration.events.MOST_ROWS", 2)
    for _ in range(3):
        sessions.note(acting("clerk_a"), "declaration.export")

    answer = logged_in("audit_admin").get("/events/export?since=")

    assert answer.status_code == 422
    assert "分几次导出" in answer.content.decode()
    assert not Event.objects.filter(action="event.export").exists()


def test_refused_visit_leaves_an_event(logged_in):
    assert logged_in("system_admin").get("/events").status_code == 403
    (event,) = Event.objects.filter(action="refused.events")
    assert (event.result, event.actor["login"]) == ("refused", "system_admin")


def test_check_is_seen_with_its_outcome(logged_in, acting, settings, tmp_path):
    settings.CHECKPOINTS, settings.KEYS = tmp_path / "checkpoints", tmp_path / "keys"
    browser = logged_in("audit_admin")
    assert "还没有检查点" in browser.get("/checks").content.decode()
    sessions.note(acting("clerk_a"), "declaration.export")
    checkpointing.checkpoint()
    check = start_check(actor=acting("audit_admin"))
    waiting = html.fromstring(browser.get("/checks").content.decode())
    assert select(waiting, "#checks")[0].get("hx-trigger") == "every 2s"
    assert select(waiting, "#start button[disabled]")
    check_chains.func(check.pk)

    done = html.fromstring(browser.get("/checks").content.decode())
    assert "完好" in rows(done)[0]
    assert select(done, "#checks")[0].get("hx-trigger") is None
    assert not select(done, "#start button[disabled]")


def test_administrator_finds_the_own_desk_on_the_first_page(page, people, acting):
    reset_password(people["clerk_a"].pk, actor=acting("system_admin"))
    shown = {login: words(page(login, "/")) for login in ("system_admin", "security_admin", "audit_admin")}

    assert f"{YEAR}年度6个" in shown["system_admin"]
    assert "锁定、待放行 1" in shown["security_admin"]
    assert "今天被拒绝的" in shown["audit_admin"]


def test_ledger_is_begun_on_the_server_and_says_the_first_passwords(db):
    said = io.StringIO()
    asked = {
        "year": "2027",
        "code": "101",
        "name": "云川市财政局",
        "system_admin": "xt:何川",
        "security_admin": "aq:吕燕",
        "audit_admin": "sj:施政",
    }
    call_command("administrators", stdout=said, **asked)

    lines = [line.split() for line in said.getvalue().splitlines()]
    assert [line[1] for line in lines] == ["xt", "aq", "sj"]
    assert all(sessions.log_in(login, password, address="") for _, login, password in lines)
    with pytest.raises(CommandError, match="--rescue"):
        call_command("administrators", **asked)


def test_everything_wrong_is_told_on_the_server_too(db):
    with pytest.raises(CommandError) as caught:
        call_command("administrators", year="x")

    assert {line.split(":")[0].strip() for line in str(caught.value).splitlines()[1:]} == {
        "year",
        "code",
        "name",
        "system_admin",
        "security_admin",
        "audit_admin",
        "login",
    }
