"""What programs rely on: revisions, keys, problems in their language, who comes in, and what they are told as JSON."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.api.conftest import BASE, Program
from tests.web.api.described import OPERATIONS, answer_misfits
from tests.web.drafts import complete
from tests.web.tree import PASSWORD, YEAR

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import administration
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import ApiToken, Attachment, Declaration, Receipt


@pytest.fixture
def draft(tree, people):
    """A declaration of unit_a that could be submitted."""
    return actions.create(tree.agencies["unit_a"], YEAR, complete(), actor=actor_of(people["clerk_a"]))


@pytest.fixture
def path(draft):
    return f"/declarations/{draft.pk}"


# Revisions.


def test_what_has_not_changed_is_not_sent_again(program, path):
    clerk = program("clerk_a")
    first = clerk.get(path)
    again = clerk.get(path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "no-cache" in first.headers["Cache-Control"]
    clerk.call("patch", path, {"fields": {"goal": "另一个目标"}}, If_Match=first.headers["ETag"])
    assert clerk.get(path, If_None_Match=first.headers["ETag"]).status_code == 200
    lists = clerk.get("/declarations")
    assert clerk.get("/declarations", If_None_Match=f"W/{lists.headers['ETag']}").status_code == 304


def test_etag_of_a_change_is_that_of_the_next_look(program, path):
    clerk = program("clerk_a")
    etag = clerk.get(path).headers["ETag"]
    for told in ({"fields": {"amounts.annual": "99.5"}}, {"fields": {"name": "改"}}, {"fields": {}}):
        changed = clerk.call("patch", path, told, If_Match=etag)
        etag = clerk.get(path).headers["ETag"]
        assert changed.headers["ETag"] == etag
        assert changed.content == clerk.get(path).content


CHANGES = [
    ("patch", "", {"fields": {"goal": "x"}}),
    ("post", "/explanations", {"rule": "IND-001", "path": "goal", "why": "x"}),
    ("post", "/submit", {}),
    ("post", "/discard", {"reason": "x"}),
    ("post", "/comments", {"path": "goal", "text": "x"}),
]


@pytest.mark.parametrize(("method", "more", "told"), CHANGES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_change_says_what_was_seen(program, path, method, more, told):
    clerk = program("clerk_a", "en")
    missing = clerk.call(method, path + more, told)
    assert missing.status_code == 428
    assert missing.json()["remedy"] == "GET it first and send its ETag as If-Match."
    for unreadable in ("*", "x", '"x"', '"99999999999999"'):
        assert clerk.call(method, path + more, told, If_Match=unreadable).status_code == 428
    clerk.call("patch", path, {"fields": {"goal": "先改的"}}, If_Match='"1"')
    stale = clerk.call(method, path + more, told, If_Match='"1"')
    assert stale.status_code == 412
    assert stale.headers["ETag"] == clerk.get(path).headers["ETag"]
    assert stale.json()["title"] == "Somebody else has just changed it."


def test_a_revision_in_quotation_marks_or_one_of_several_tags_will_do(program, path):
    clerk = program("clerk_a")
    assert clerk.call("patch", path, {"fields": {"goal": "a"}}, If_Match='"1"').status_code == 200
    assert clerk.call("patch", path, {"fields": {"goal": "b"}}, If_Match='"7", W/"2-ab"').status_code == 200


# Keys.


@pytest.mark.both_databases
def test_the_same_key_makes_one_declaration(program, agencies):
    clerk = program("clerk_a")
    new = {"agency_id": str(agencies["unit_a"].pk), "fiscal_year": YEAR}
    first = clerk.post("/declarations", new, Idempotency_Key="2027-0001")
    again = clerk.post("/declarations", new, Idempotency_Key="2027-0001")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Declaration.objects.count() == 1
    other = clerk.post("/declarations", {**new, "draft": {"fields": {"name": "另一个"}}}, Idempotency_Key="2027-0001")
    assert (other.status_code, other.json()["type"]) == (422, "urn:jixiao:problem:key_taken")
    assert clerk.post("/declarations", new, Idempotency_Key="2027-0002").json()["id"] != first.json()["id"]
    assert program("clerk_a2").post("/declarations", new, Idempotency_Key="2027-0001").json()["id"] != first.json()["id"]
    assert Declaration.objects.count() == 3


def test_what_was_refused_leaves_no_key(program, agencies):
    clerk = program("clerk_a")
    agencies["unit_a"].years.update(is_open=False)
    new = {"agency_id": str(agencies["unit_a"].pk), "fiscal_year": YEAR}
    assert clerk.post("/declarations", new, Idempotency_Key="k").status_code == 409
    agencies["unit_a"].years.update(is_open=True)
    assert clerk.post("/declarations", new, Idempotency_Key="k").status_code == 201


def test_a_key_is_forgotten_after_a_week(program, agencies):
    clerk = program("clerk_a")
    new = {"agency_id": str(agencies["unit_a"].pk), "fiscal_year": YEAR}
    clerk.post("/declarations", new, Idempotency_Key="k")
    Receipt.objects.update(at=clock.now() - timedelta(days=8))
    assert "Idempotency-Replayed" not in clerk.post("/declarations", new, Idempotency_Key="k").headers


def test_a_comment_is_made_once_although_the_first_answer_was_lost(program, draft, path, people):
    actions.submit(draft.pk, seen=1, actor=actor_of(people["clerk_a"]))
    head = program("head_a")
    etag = head.get(path).headers["ETag"]
    told = {"path": "goal", "text": "请写明次数。"}
    numbers = [head.post(f"{path}/comments", told, If_Match=etag, Idempotency_Key="c1").json()["id"] for _ in range(2)]
    assert numbers[0] == numbers[1]
    assert head.get(path).json()["comments_open"] == 1


# Problems.


def test_a_problem_names_every_field_and_a_remedy_in_the_language_that_is_accepted(program, agencies):
    wrong = {"agency_id": "x", "fiscal_year": 1, "draft": {"fields": {"name": 5}}, "no_such": 1}
    english = program("clerk_a", "en-GB,en;q=0.9").post("/declarations", wrong)
    assert english.status_code == 422
    assert english.headers["Content-Type"] == "application/problem+json"
    told = english.json()
    assert told["title"] == "The content does not fit the description of the interface."
    assert {(error["field"], error["code"], error["message"]) for error in told["errors"]} == {
        ("agency_id", "uuid_parsing", "It must be an id (UUID)."),
        ("fiscal_year", "greater_than_equal", "At least 2000."),
        ("draft.fields.name", "string_type", "It must be a string."),
        ("no_such", "extra_forbidden", "There is no such field."),
    }
    assert all(error["remedy"] == "See this field at /api/v1/docs." for error in told["errors"])
    for lang in ("", "zh-CN", "fr", "en;q=0"):
        chinese = program("clerk_a", lang).post("/declarations", wrong)
        assert chinese.json()["title"] == "内容不符合接口说明。"
        assert chinese.headers["Content-Language"] == "zh-CN"


def test_the_switch_of_a_page_comes_before_what_a_browser_accepts(program):
    caller = program("clerk_a", "en")
    caller.client.cookies["jixiao_lang"] = "zh"
    assert caller.get("/declarations/x").json()["title"] == "没有，或不在您能看到的范围内。"


def test_a_path_that_there_is_not_is_told_and_nothing_is_kept(program, path, draft):
    clerk = program("clerk_a", "en")
    wrong = clerk.call("patch", path, {"fields": {"goal": "kept?", "no.such": "x"}}, If_Match='"1"')
    assert (wrong.status_code, [error["field"] for error in wrong.json()["errors"]]) == (422, ["no.such"])
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b'{"agency_id": "\\ud800"}', b"null", b"[]"])
def test_what_is_no_json_of_the_description_is_a_problem(program, body):
    clerk = program("clerk_a")
    answer = clerk.client.post(f"{BASE}/declarations", body, content_type="application/json", headers=clerk.headers)
    assert answer.status_code in (400, 422)
    assert answer.json()["remedy"]


def test_rows_come_move_and_go_and_explanations_are_given(program, path):
    clerk = program("clerk_a")
    steps = [{"do": "add", "id": "n1", "after": "k1"}, {"do": "move", "id": "k3"}, {"do": "remove", "id": "k2"}]
    told = {"rows": steps, "fields": {"indicators.n1.name": "新增"}, "explanations": {"IND-001@goal": "已核对"}}
    saved = clerk.call("patch", path, told, If_Match='"1"').json()
    assert [row["id"] for row in saved["draft"]["indicators"]] == ["k3", "k1", "n1", "k4", "k5", "k6"]
    assert saved["draft"]["explanations"] == {"IND-001@goal": "已核对"}
    explained = clerk.post(f"{path}/explanations", {"rule": "IND-001", "path": "goal", "why": " "}, If_Match='"2"').json()
    assert explained["draft"]["explanations"] == {}


def test_addresses_and_methods_that_there_are_not(program):
    caller, nobody = program("clerk_a", "en"), Client()
    for answer in (caller.get("/no/such/address"), nobody.get(f"{BASE}/no/such/address")):
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
        assert answer.json()["type"] == "urn:jixiao:problem:not_found"
    answer = caller.call("put", "/declarations", {})
    assert (answer.status_code, answer.json()["type"]) == (405, "urn:jixiao:problem:not_allowed")
    assert {method.strip() for method in answer.headers["Allow"].split(",")} == {"GET", "POST"}


def test_no_other_origin_is_let_in(program):
    for method in ("get", "options"):
        answer = program("clerk_a").call(method, "/declarations", Origin="https://elsewhere.example")
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


# Who comes in.


def test_nobody_comes_in_without_a_valid_token(program, people, token_of):
    assert Client().get(f"{BASE}/me").headers["WWW-Authenticate"] == 'Bearer realm="jixiao"'
    tokens = ["", "x", "jx_wrong", token_of("clerk_a").lower()]
    revoked, expired = token_of("clerk_a"), token_of("clerk_a")
    ApiToken.objects.filter(ends_with=revoked[-4:]).update(revoked_at=clock.now())
    ApiToken.objects.filter(ends_with=expired[-4:]).update(expires_at=clock.now())
    for token in [*tokens, revoked, expired]:
        assert Program(token).get("/me").status_code == 401, token
    assert Client().get(f"{BASE}/me", headers={"Authorization": f"Basic {token_of('clerk_a')}"}).status_code == 401
    assert program("clerk_a").get("/me").json()["posts"] == [
        {
            "role": "clerk",
            "agency": "云川市公安局交通警察支队直属一大队",
            "agency_id": str(people["clerk_a"].posts.get().agency_id),
            "stands_in_for": None,
        }
    ]


CLOSED = {
    "closed": (lambda person: administration.deactivate(person.pk, reason="调离", actor=_admin("system_admin")), 401),
    "locked": (lambda person: _set(person, locked_until=clock.now() + timedelta(minutes=5)), 401),
    "held": (lambda person: _set(person, is_held=True), 401),
    "first password": (lambda person: _set(person, must_change_password=True), 403),
}


def _admin(login):
    from jixiao.web.records.models import Person

    return actor_of(Person.objects.get(login=login))


def _set(person, **fields):
    type(person).objects.filter(pk=person.pk).update(**fields)


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("kind", ["token", "session"])
def test_whose_account_is_closed_meanwhile_is_refused_at_the_next_request(state, kind, program, logged_in, people):
    """T38."""
    caller = program("clerk_b") if kind == "token" else Session(logged_in("clerk_b"))
    assert caller.get("/me").status_code == 200
    close, status = CLOSED[state]
    close(people["clerk_b"])
    assert caller.get("/me").status_code == status


class Session:
    """A page of somebody who logged in."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get(BASE + path)


def test_a_post_that_ended_has_no_effect_at_the_next_request(program, people, path):
    clerk = program("clerk_a")
    assert clerk.get(path).status_code == 200
    people["clerk_a"].posts.update(valid_until=clock.today() - timedelta(days=1))
    assert clerk.get(path).status_code == 404
    assert clerk.get("/declarations").json() == {"items": [], "next": None}


def test_a_session_needs_the_token_of_its_page_for_changes(people, agencies):
    client = Client(enforce_csrf_checks=True)
    client.post("/login", {"login": "clerk_a", "password": PASSWORD})  # without the token of the page nobody logs in
    assert client.get(f"{BASE}/me").status_code == 401
    client.force_login(people["clerk_a"])
    assert client.get(f"{BASE}/me").status_code == 200
    new = json.dumps({"agency_id": str(agencies["unit_a"].pk), "fiscal_year": YEAR})
    forged = client.post(f"{BASE}/declarations", new, content_type="application/json")
    assert (forged.status_code, forged.json()["type"]) == (403, "urn:jixiao:problem:forged")
    client.get("/")
    csrf = client.cookies["csrftoken"].value
    made = client.post(f"{BASE}/declarations", new, content_type="application/json", headers={"X-CSRFToken": csrf})
    assert made.status_code == 201
    assert client.get(f"{BASE}/me", headers={"Authorization": "Bearer jx_wrong"}).status_code == 401


def test_a_session_that_was_left_alone_is_over(logged_in):
    client = logged_in("clerk_a")
    assert client.get(f"{BASE}/me").status_code == 200
    session = client.session
    session["seen"] -= 31 * 60
    session.save()
    assert client.get(f"{BASE}/me").status_code == 401


def test_a_token_makes_no_other_token_but_gives_itself_up(program, people, logged_in):
    clerk = program("clerk_a")
    new = {"name": "另一个", "until": (clock.today() + timedelta(days=9)).isoformat()}
    assert clerk.post("/tokens", new).status_code == 401
    made = logged_in("clerk_a").post(f"{BASE}/tokens", json.dumps(new), content_type="application/json").json()
    assert made["token"].startswith("jx_")
    assert "token" not in clerk.get("/tokens").json()[0]
    other = Program(made["token"])
    assert other.call("delete", f"/tokens/{made['kept']['id']}").status_code == 200
    assert other.get("/me").status_code == 401


# What is told.


@pytest.mark.both_databases
def test_rows_of_a_list_are_what_each_declaration_tells_of_itself(program, tree, people, draft):
    for number in range(3):
        own = complete(name=f"项目{number}", **{"amounts.annual": f"{number}.5"})
        actions.create(tree.agencies["unit_a"], YEAR, own, actor=actor_of(people["clerk_a"]))
    clerk = program("clerk_a")
    answer = clerk.get("/declarations")
    assert list(answer_misfits("declarations", answer)) == []
    rows = answer.json()["items"]
    assert len(rows) == 4
    for row in rows:
        one = clerk.get(f"/declarations/{row['id']}").json()
        assert row.pop("adjusts") is None
        assert row == {name: one[name] for name in row}
    oldest = rows[-1]
    made = Declaration.objects.get(pk=draft.pk)
    assert oldest == {
        "id": str(draft.pk),
        "name": "城区交通信号灯更新",
        "code": "",
        "agency": "云川市公安局交通警察支队直属一大队",
        "agency_id": str(tree.agencies["unit_a"].pk),
        "fiscal_year": 2027,
        "stage": "draft",
        "revision": 1,
        "annual_yuan": "1200000.00",
        "indicators": 6,
        "errors": 0,
        "warnings": 0,
        "comments_open": 0,
        "risk": 0,
        "grade": "",
        "reminded_at": None,
        "stage_since": made.stage_since.isoformat().replace("+00:00", "Z"),
        "updated_at": made.updated_at.isoformat().replace("+00:00", "Z"),
        "due_on": made.due_on.isoformat() if made.due_on else None,
    }


def test_pages_follow_each_other_by_marks(program, tree, people):
    made = [
        actions.create(tree.agencies["unit_a"], YEAR, complete(name=f"{number}"), actor=actor_of(people["clerk_a"])) for number in range(7)
    ]
    clerk, seen, after = program("clerk_a"), [], ""
    for size in (3, 3, 1):
        page = clerk.get(f"/declarations?limit=3&after={after}").json()
        assert len(page["items"]) == size
        seen += [row["id"] for row in page["items"]]
        after = (page["next"] or "").replace("+", "%2B")
    assert page["next"] is None
    assert seen == [str(own.pk) for own in reversed(made)]
    assert clerk.get("/declarations?after=x").status_code == 404


@pytest.mark.both_databases
@pytest.mark.parametrize("login", ["clerk_a", "finance", "third_party"])
@pytest.mark.parametrize("address", ["/declarations", "/inbox"])
def test_as_many_queries_for_forty_rows_as_for_one(program, tree, people, login, address):
    caller, counted = program(login), []
    for more in (1, 40):
        for _ in range(more):
            own = actions.create(tree.agencies["unit_a"], YEAR, complete(), actor=actor_of(people["clerk_a"]))
            Declaration.objects.filter(pk=own.pk).update(stage="finance_review", submitted_at=clock.now())
        with CaptureQueriesContext(connection) as asked:
            assert caller.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 10


def test_what_is_foreign_is_told_like_what_there_is_not(program, path):
    """T37."""
    foreign, none = path, f"/declarations/{'0' * 8}-0000-4000-8000-{'0' * 12}"
    for login in ("clerk_b", "department_2", "finance", "system_admin"):
        caller = program(login)
        for more in ("", "/events", "/versions", "/comments", "/attachments", "/examination", "/ledger", "/form/txt", "/standing"):
            answers = [caller.get(each + more) for each in (foreign, none)]
            assert [answer.status_code for answer in answers] == [404, 404]
            told = [{**answer.json(), "instance": ""} for answer in answers]
            assert told[0] == told[1]
        assert caller.get("/declarations").json()["items"] == []
        assert all(tab["count"] == 0 for desk in caller.get("/inbox").json()["desks"] for tab in desk["tabs"])


def test_files_are_put_fetched_and_taken_away(program, path, people):
    clerk = program("clerk_a", "en")
    etag = clerk.get(path).headers["ETag"]
    made = clerk.send(f"{path}/attachments", {"file": _file("测算.pdf", b"%PDF-1.4 sums")}, If_Match=etag)
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["media_type"], told["size"], told["by"]) == ("测算.pdf", "application/pdf", 13, "周明")
    assert clerk.get(f"{path}/attachments").json() == [told]
    fetched = clerk.get(f"{path}/attachments/{told['id']}")
    assert fetched.content == b"%PDF-1.4 sums"
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert fetched.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert clerk.call("delete", f"{path}/attachments/{told['id']}", If_Match=etag).status_code == 412
    assert clerk.call("delete", f"{path}/attachments/{told['id']}", If_Match=clerk.get(path).headers["ETag"]).status_code == 200
    assert clerk.get(f"{path}/attachments").json() == []
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"\x00\x01\x02 nothing known", 422), (b"%PDF-1.4" + b"x" * (20 * 2**20), 413)]
)
def test_files_that_are_refused_name_the_field(program, path, content, status):
    clerk = program("clerk_a", "en")
    answer = clerk.send(f"{path}/attachments", {"file": _file("a.pdf", content)}, If_Match='"1"')
    assert answer.status_code == status
    assert [error["field"] for error in answer.json()["errors"]] == ["file"]


def test_what_is_far_too_large_is_refused_before_it_is_read(program, path):
    clerk = program("clerk_a")
    answer = clerk.client.post(
        f"{BASE}{path}/attachments", b"", content_type="multipart/form-data; boundary=x", headers=clerk.headers, CONTENT_LENGTH="900000000"
    )
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:jixiao:problem:too_large")
    assert clerk.call("patch", path, {"fields": {"goal": "长" * 5_000_000}}, If_Match='"1"').status_code == 413


def _file(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def test_forms_are_files_of_each_kind(program, path):
    clerk = program("clerk_a")
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!"), ("txt", "城区".encode()[:0])):
        answer = clerk.get(f"{path}/form/{kind}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
    assert clerk.get(f"{path}/form/exe").status_code == 422
    assert clerk.get(f"{path}/form/pdf?version=1").status_code == 404


# The description.


def test_every_operation_is_described_in_both_languages():
    for name, (method, _, operation) in OPERATIONS.items():
        chinese, _, english = operation["summary"].partition(" · ")
        assert any("一" <= letter <= "鿿" for letter in chinese), name
        assert english.isascii() and english, name
        assert operation["description"], name
        assert len(operation["tags"]) == 1, name
        statuses = {str(status) for status in operation["responses"]}
        assert {"401", "403"} < statuses, name
        assert statuses & {"200", "201", "202", "204"}, name
        for status, response in operation["responses"].items():
            assert response["description"], (name, status)
        if method != "get":
            assert {"400", "409", "413", "422"} < statuses, name


def test_description_is_served_to_everybody_without_any_address_of_elsewhere():
    answer = Client().get(f"{BASE}/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    page = Client().get(f"{BASE}/docs")
    assert b"http://" not in page.content
    assert b"https://" not in page.content
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
