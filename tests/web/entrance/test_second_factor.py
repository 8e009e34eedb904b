"""A second factor: how it is set up and lost, what a code is worth, and that no address goes past it (T32)."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.matrix import World
from tests.web.test_matrix import PATHS, ROUTES
from tests.web.tree import PASSWORD

from jixiao.web.records import clock, one_time
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import second_factor, sessions
from jixiao.web.records.actions.administration import create_token, rescue
from jixiao.web.records.models import Event, Person, SecondFactor
from jixiao.web.records.sealing import unseal

RFC6238 = [  # appendix B, SHA-1: the moment in seconds, and eight digits
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - of the RFC: 12345678901234567890
OPEN = {"login", "login_code", "session", "language", "health"}


@pytest.mark.parametrize(("seconds", "code"), RFC6238)
def test_codes_are_those_of_the_standard(seconds, code):
    assert one_time.code_at(SECRET, seconds // 30, 8) == code


def at_door(login="clerk_a"):
    browser = Client()
    answer = browser.post("/login", {"login": login, "password": PASSWORD, "next": "/tokens"})
    return browser, answer


def test_code_is_asked_for_after_the_password_and_lets_in(people, with_telephone):
    telephone = with_telephone("clerk_a")
    browser, answer = at_door()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/code")
    assert browser.get("/tokens").status_code == 302, "not in yet"
    before = browser.session.session_key

    answer = browser.post("/login/code", {"code": telephone.code()})

    assert answer.headers["Location"] == "/tokens"
    assert browser.session.session_key != before
    assert browser.get("/tokens").status_code == 200
    told = [(event.action, event.result, event.data) for event in Event.objects.order_by("id") if event.action != "person.factor_begin"]
    assert [each[:2] for each in told] == [("person.factor_set", "done"), ("person.first_factor", "done"), ("person.login", "done")]
    assert told[-1][2] == {"factor": "code"}


@pytest.mark.parametrize(("steps", "lets_in"), [(-2, False), (0, True), (1, True), (2, False)])
def test_code_is_worth_something_for_a_short_while(steps, lets_in, morning, people, with_telephone):
    telephone = with_telephone("clerk_a")
    browser, _ = at_door()

    assert browser.post("/login/code", {"code": telephone.code(steps)}).status_code == (302 if lets_in else 401)


def test_code_lets_in_once(morning, people, with_telephone):
    telephone = with_telephone("clerk_a")
    code = telephone.code()
    first, second = at_door()[0], at_door()[0]

    assert first.post("/login/code", {"code": code}).status_code == 302
    assert second.post("/login/code", {"code": code}).status_code == 401
    assert second.post("/login/code", {"code": telephone.code(1)}).status_code == 302


@pytest.mark.parametrize("typed", [lambda code: f" {code[:3]} {code[3:]} ", str.upper, str])
def test_each_code_on_paper_lets_in_once(typed, people, with_telephone):
    telephone = with_telephone("clerk_a")
    assert len(telephone.paper) == len(set(telephone.paper)) == 8
    code = typed(telephone.paper[3])
    browser, _ = at_door()

    assert browser.post("/login/code", {"code": code}).status_code == 302
    assert Event.objects.filter(action="person.login").last().data == {"factor": "paper"}
    again, _ = at_door()
    assert again.post("/login/code", {"code": code}).status_code == 401
    assert second_factor.paper_codes_left(people["clerk_a"]) == 7


def test_wrong_codes_close_the_door_and_the_password_does_not_open_it(people, with_telephone):
    telephone = with_telephone("clerk_a")
    for _ in range(5):
        browser, answer = at_door()
        assert answer.status_code == 302
        assert browser.post("/login/code", {"code": telephone.wrong()}).status_code == 401

    assert browser.post("/login/code", {"code": telephone.code()}).status_code == 401
    assert at_door()[1].status_code == 401
    reasons = [event.data.get("reason") for event in Event.objects.filter(action="person.login")]
    assert reasons == ["code"] * 5 + ["locked"] * 2


def test_waiting_for_a_code_ends(morning, people, with_telephone):
    telephone = with_telephone("clerk_a")
    browser, _ = at_door()
    with clock.at(morning + timedelta(seconds=301)):
        assert browser.post("/login/code", {"code": telephone.code()}).headers["Location"] == "/login"
        assert browser.get("/tokens").status_code == 302


def test_waiting_ends_with_another_password(people, with_telephone):
    telephone = with_telephone("clerk_a")
    browser, _ = at_door()
    sessions.change_password(actor_of(people["clerk_a"]), "xinghe-lanyue-9")

    assert browser.post("/login/code", {"code": telephone.code()}).headers["Location"] == "/login"


def addresses(world):
    """One address of each route that somebody may call, with what is sent to it."""
    for route in ROUTES:
        if route["name"] in OPEN or route["name"].startswith("api:openapi") or route["name"] == "api:api-root":
            continue
        variant = next(each for each in world.variants(route.get("object", "none"), "system_admin") if each.is_own)
        for method in route["methods"]:
            yield route["name"], method, reverse(route["name"], kwargs={**variant.parts, **route.get("parts", {})})


@pytest.fixture
def world(tree, settings, tmp_path):
    settings.CHECKPOINTS, settings.KEYS = tmp_path / "checkpoints", tmp_path / "keys"
    return World(tree)


def test_password_alone_opens_no_address(world, with_telephone):
    with_telephone("system_admin")
    browser, _ = at_door("system_admin")
    wrong, tried = {}, set()
    for name, method, address in addresses(world):
        answer = getattr(browser, method.lower())(address)
        tried.add(name)
        is_refused = answer.status_code == 401 or (answer.status_code == 302 and answer.headers["Location"].startswith("/login"))
        if not is_refused:
            wrong[f"{method} {name}"] = answer.status_code

    assert wrong == {}
    assert len(tried) > 100
    assert tried | OPEN | {"api:openapi-json", "api:openapi-view", "api:api-root"} == set(PATHS)


def test_administrator_without_the_factor_that_is_needed_comes_to_its_page_only(world, settings):
    settings.SECOND_FACTOR = "administrators"
    browser = Client()
    browser.force_login(world.people["system_admin"])
    _, token = create_token(name="x", until=(clock.today() + timedelta(days=9)).isoformat(), actor=world.actor("system_admin"))
    wrong = {}
    for name, method, address in addresses(world):
        if name in ("password", "logout", "second_factor"):
            continue
        is_api = name.startswith("api:")
        answer = getattr(browser, method.lower())(address)
        expected = (403, None) if is_api else (302, "/second-factor")
        found = (answer.status_code, answer.headers.get("Location"))
        if found != expected:
            wrong[f"{method} {name}"] = found
        if is_api:
            program = getattr(Client(), method.lower())(address, headers={"Authorization": f"Bearer {token}"})
            if program.status_code not in (401, 403):  # tokens are made in a session only
                wrong[f"{method} {name} with a token"] = program.status_code

    assert wrong == {}
    assert browser.get("/second-factor").status_code == 200


@pytest.mark.parametrize(
    ("who", "login", "is_needed"),
    [
        ("", "system_admin", False),
        ("administrators", "system_admin", True),
        ("administrators", "security_admin", True),
        ("administrators", "audit_admin", True),
        ("administrators", "finance", False),
        ("administrators", "clerk_a", False),
        ("everybody", "clerk_a", True),
    ],
)
def test_who_needs_it(who, login, is_needed, enter, settings):
    settings.SECOND_FACTOR = who

    assert enter(login).get("/workflow").status_code == (302 if is_needed else 200)


def test_it_is_set_up_on_its_page_and_ends_what_is_open_elsewhere(enter, people):
    here, there = enter("clerk_a"), enter("clerk_a")
    assert here.post("/second-factor", {"do": "begin", "password": "wrong"}).status_code == 422
    assert not SecondFactor.objects.exists(), "a session alone sets up none"
    page = here.post("/second-factor", {"do": "begin", "password": PASSWORD}).content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    assert re.search(r'<img src="data:image/svg\+xml[^"]+" alt=', page)
    assert here.post("/second-factor", {"do": "confirm", "code": "abc"}).status_code == 422
    assert secret in here.post("/second-factor", {"do": "begin", "password": PASSWORD}).content.decode().replace(" ", ""), (
        "the same until it is confirmed"
    )

    done = here.post("/second-factor", {"do": "confirm", "code": one_time.code_at(secret, one_time.step_at(clock.now()))})

    assert len(set(re.findall(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){2})</code>", done.content.decode()))) == 8
    assert "no-store" in done.headers["Cache-Control"]
    assert (here.get("/workflow").status_code, there.get("/workflow").status_code) == (200, 302)
    assert secret not in here.get("/second-factor").content.decode().replace(" ", ""), "nobody reads it afterwards"


def test_giving_it_up_needs_a_code(enter, people, with_telephone):
    telephone = with_telephone("clerk_a")
    browser, _ = at_door()
    browser.post("/login/code", {"code": telephone.code()})
    assert browser.post("/second-factor", {"do": "remove", "code": telephone.wrong()}).status_code == 422
    assert Person.objects.get(login="clerk_a").has_second_factor

    assert browser.post("/second-factor", {"do": "remove", "code": telephone.paper[0]}).status_code == 302
    assert not Person.objects.get(login="clerk_a").has_second_factor
    assert at_door()[1].headers["Location"] == "/tokens"


def test_security_administrator_takes_it_away_and_nobody_else(enter, people, with_telephone):
    with_telephone("clerk_a")
    address = reverse("person_remove_factor", args=[people["clerk_a"].pk])
    assert {login: enter(login).post(address).status_code for login in ("system_admin", "audit_admin", "finance")} == {
        "system_admin": 403,
        "audit_admin": 403,
        "finance": 403,
    }

    assert enter("security_admin").post(address).status_code == 302

    assert at_door()[1].headers["Location"] == "/tokens"
    event = Event.objects.get(action="person.factor_remove", result="done")
    assert (event.actor["login"], event.object) == ("security_admin", f"person:{people['clerk_a'].pk}")


def test_rescue_on_the_server_lets_in_by_the_password_alone(people, with_telephone):
    with_telephone("system_admin")
    person, password = rescue("system_admin")

    assert not person.has_second_factor
    assert Client().post("/login", {"login": "system_admin", "password": password}).headers["Location"] == "/"


def test_tables_tell_neither_the_secret_nor_the_codes(people, with_telephone):
    telephone = with_telephone("clerk_a")
    kept = SecondFactor.objects.values().get()
    told = json.dumps([kept["sealed"], *kept["codes"], *[event.data for event in Event.objects.all()]])

    assert telephone.secret not in told
    assert not [code for code in telephone.paper if code in told or code.replace("-", "") in told]
    assert unseal(kept["sealed"], "second factor") == telephone.secret


def test_secret_of_another_installation_is_not_read_and_paper_still_lets_in(people, with_telephone, settings):
    telephone = with_telephone("clerk_a")
    settings.SECRET_KEY = "x" * 60
    browser, _ = at_door()

    assert browser.post("/login/code", {"code": telephone.code()}).status_code == 401
    assert browser.post("/login/code", {"code": telephone.paper[0]}).status_code == 302
