"""Administrators at work: keys alone, nobody kept out, nothing wider than the window, no word of the other language."""

import re
from datetime import timedelta

import pytest
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.administration import create_token, reset_password
from jixiao.web.records.models import Event, Person, Post

HAN = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture
def pages(served, tree):
    """Every page of administrators, with something on it: who sees it, and its address."""
    people, agencies = tree.people, tree.agencies
    create_token(name="budget", until=(clock.today() + timedelta(days=9)).isoformat(), actor=actor_of(people["clerk_b"]))
    reset_password(people["clerk_c"].pk, actor=actor_of(people["system_admin"]))
    sessions.note(actor_of(people["clerk_a"]), "declaration.export", result="refused", object=f"agency:{agencies['unit_a'].pk}")
    clerk = f"/people/{people['clerk_b'].pk}"
    event = Event.objects.get(action="person.reset").pk
    return [
        ("system_admin", "/"),
        ("system_admin", "/agencies"),
        ("system_admin", f"/agencies/{YEAR}/{agencies['unit_a'].pk}"),
        ("system_admin", "/agencies/new"),
        ("system_admin", "/people"),
        ("system_admin", "/people/new"),
        ("system_admin", clerk),
        ("security_admin", "/"),
        ("security_admin", "/people?state=locked"),
        ("security_admin", clerk),
        ("security_admin", f"{clerk}/posts/new"),
        ("security_admin", f"{clerk}/stand-in"),
        ("security_admin", f"{clerk}/hand-over?login=clerk_a&since=2099-01-01"),
        ("security_admin", "/posts"),
        ("audit_admin", "/"),
        ("audit_admin", "/events?since="),
        ("audit_admin", f"/events/{event}"),
        ("audit_admin", "/checks"),
        ("clerk_b", "/tokens"),
    ]


def test_english_pages_say_nothing_in_chinese_but_names(pages, window, tree):
    names = [agency.name for agency in tree.agencies.values()] + [person.name for person in tree.people.values()]
    strays = {}
    for login, address in pages:
        shown = window(login, address, lang="en").inner_text("main")
        for name in sorted(names, key=len, reverse=True):
            shown = shown.replace(name, "")
        if left := HAN.findall(shown.replace("中文", "")):
            strays[login, address] = left

    assert strays == {}


def test_agency_is_renamed_with_keys_alone(window, tree):
    page = window("system_admin", "/agencies")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=name]")
    while page.evaluate("document.activeElement.name") != "name":
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("云川市公安局交通警察支队城东大队")
    page.keyboard.press("Enter")

    page.wait_for_selector(".told .success")
    tree.agencies["unit_a"].refresh_from_db()
    assert tree.agencies["unit_a"].name == "云川市公安局交通警察支队城东大队"


def test_post_is_given_with_keys_alone_after_every_fault_was_told(window, tree):
    person = Person.objects.create_user("new", "赵雷")
    page = window("security_admin", f"/people/{person.pk}/posts/new")
    page.focus("[name=role]")
    page.keyboard.press("Enter")
    page.focus("[name=agency]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".faults")
    assert page.evaluate("document.activeElement.className").startswith("notice grave")
    assert page.locator("[aria-invalid=true]").count() == 2

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "agency"
    page.keyboard.type("201001")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert page.input_value("[name=role]") == "clerk"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told .success")

    assert list(Post.objects.filter(person=person).values_list("role", "agency__code")) == [("clerk", "201001")]


def test_pressing_twice_makes_one(window, tree):
    page = window("clerk_a", "/tokens")
    page.fill("[name=name]", "预算一体化")
    page.fill("[name=until]", (clock.today() + timedelta(days=9)).isoformat())
    page.dblclick("button.primary")
    page.wait_for_selector(".secret")

    assert tree.people["clerk_a"].tokens.count() == 1
