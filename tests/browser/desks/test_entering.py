"""A session that ended, a lost connection, a browser that crashed: every form keeps what was typed, and is sent once."""

import pytest
from tests.web.review.conftest import draft_of
from tests.web.tree import PASSWORD

from jixiao.web.records import clock, one_time
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions import second_factor
from jixiao.web.records.models import ApiToken, Comment, Declaration, Person

HELD = "() => Object.keys(localStorage).filter((key) => key.startsWith('jixiao.form.')).length"
QUIETLY = ["401", "422", "ERR_INTERNET_DISCONNECTED"]


@pytest.fixture
def page_of(window):
    """A page whose complaints about what it is put through are taken for what they are."""

    def start(login, path, **options):
        page = window(login, path, **options)
        page.wait_for_load_state("networkidle")
        return page

    return start


@pytest.fixture
def opened_quietly(opened):
    """A page that is told 401 or loses its connection on purpose."""

    def start(login, path):
        page = opened(None, login, path=path, expects=QUIETLY)
        page.wait_for_load_state("networkidle")
        return page

    return start


def write(page, name="预算一体化"):
    """Type into the form of a new token."""
    page.fill("[name=name]", name)
    page.fill("[name=until]", f"{clock.today().year + 1}-01-01")


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def enter_again(page, password=PASSWORD):
    page.wait_for_selector("#again[open]")
    page.fill("#again [name=password]", password)
    page.click("#again button.primary")


def names():
    return list(ApiToken.objects.values_list("name", flat=True))


def test_form_of_a_session_that_ended_is_sent_after_the_login_in_place(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    lose_session(page)

    page.click("main button.primary")
    page.wait_for_selector("#again[open]")
    assert page.input_value("#again [name=login]") == "clerk_a"
    assert page.evaluate("document.activeElement.name") == "password"
    assert page.input_value("main [name=name]") == "预算一体化"
    enter_again(page)

    page.wait_for_selector(".secret")
    assert names() == ["预算一体化"]
    assert page.evaluate(HELD) == 0


def test_login_in_place_that_is_wrong_is_told_and_tried_again(chromium, served, people, opened_quietly):
    page = opened_quietly("clerk_a", "/tokens")
    write(page)
    lose_session(page)
    page.click("main button.primary")
    enter_again(page, "wrong")
    page.wait_for_selector("#again [role=alert]")
    assert page.input_value("main [name=name]") == "预算一体化"
    enter_again(page)

    page.wait_for_selector(".secret")
    assert names() == ["预算一体化"]


def test_login_in_place_asks_for_the_code_too(page_of, people):
    actor = actor_of(people["clerk_a"])
    secret = second_factor.begin(actor)
    second_factor.confirm(actor, one_time.code_at(secret, one_time.step_at(clock.now()) - 1))
    people["clerk_a"].refresh_from_db()
    page = page_of("clerk_a", "/tokens")
    write(page)
    lose_session(page)
    page.click("main button.primary")
    enter_again(page)
    page.wait_for_selector("#again [name=code]")
    page.fill("#again [name=code]", one_time.code_at(secret, one_time.step_at(clock.now())))
    page.click("#again button.primary")

    page.wait_for_selector(".secret")
    assert names() == ["预算一体化"]


def test_nobody_sends_what_another_typed(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    lose_session(page)
    page.click("main button.primary")
    page.wait_for_selector("#again[open]")
    page.fill("#again [name=login]", "clerk_b")
    with page.expect_navigation():
        enter_again(page)

    page.wait_for_load_state("networkidle")
    assert names() == []
    assert page.input_value("main [name=name]") == ""
    assert "郑磊" in page.inner_text(".who")


def test_later_leaves_everything_as_it_was_typed(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    lose_session(page)
    page.click("main button.primary")
    page.wait_for_selector("#again[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#again", state="detached")

    assert page.input_value("main [name=name]") == "预算一体化"
    assert "登录已过期" in page.inner_text("main form .not-sent")
    page.click("main button.primary")
    enter_again(page)
    page.wait_for_selector(".secret")
    assert names() == ["预算一体化"]


def test_comment_of_a_session_that_ended_is_written_once_after_the_login_in_place(opened_quietly, once, people, tree):
    found = actions.create(tree.agencies["unit_a"], 2027, draft_of(), actor=actor_of(people["clerk_a"]))
    found = actions.submit(found.pk, seen=found.revision, actor=actor_of(people["clerk_a"]))
    found = actions.approve(found.pk, seen=found.revision, actor=actor_of(people["head_a"]))
    page = opened_quietly("department_1", f"/declarations/{found.pk}")
    page.fill(".commenting textarea", "请写明维护次数")
    lose_session(page)
    page.click(".commenting button")
    enter_again(page)

    page.wait_for_selector("#comments .comment")
    assert list(Comment.objects.values_list("text", flat=True)) == ["请写明维护次数"]
    assert page.evaluate(HELD) == 0


def test_reason_of_a_return_is_kept_and_decides_once_after_the_login_in_place(page_of, people, tree):
    found = actions.create(tree.agencies["unit_a"], 2027, draft_of(), actor=actor_of(people["clerk_a"]))
    found = actions.submit(found.pk, seen=found.revision, actor=actor_of(people["clerk_a"]))
    page = page_of("head_a", f"/declarations/{found.pk}/move/return")
    page.fill("textarea[name=reason]", "请补充测算依据。")
    lose_session(page)
    page.click(".asking-form button.danger")
    with page.expect_navigation():
        enter_again(page)

    page.wait_for_load_state("networkidle")
    assert Declaration.objects.get(pk=found.pk).stage == "returned"


def test_declaration_is_saved_after_the_login_in_place(opened_quietly, people, tree):
    found = actions.create(tree.agencies["unit_a"], 2027, draft_of(), actor=actor_of(people["clerk_a"]))
    page = opened_quietly("clerk_a", f"/declarations/{found.pk}/edit")
    lose_session(page)
    page.locator('[data-path="goal"]').fill("登录过期后写的目标。")
    page.wait_for_selector("#keeping[data-state=expired] a")
    page.click("#keeping a")
    enter_again(page)

    page.wait_for_selector("#keeping[data-state=saved]")
    assert Declaration.objects.get(pk=found.pk).draft["fields"]["goal"] == "登录过期后写的目标。"
    assert len(page.context.pages) == 1


def test_lost_connection_is_told_and_the_form_is_sent_when_it_is_back(opened_quietly, people):
    page = opened_quietly("clerk_a", "/tokens")
    write(page)
    page.context.set_offline(True)
    page.click("main button.primary")
    page.wait_for_selector("main form .not-sent")
    assert "连不上服务器" in page.inner_text("main form .not-sent")
    assert page.input_value("main [name=name]") == "预算一体化"
    assert names() == []

    page.context.set_offline(False)
    page.click("main button.primary")
    page.wait_for_selector(".secret")
    assert names() == ["预算一体化"]


def test_browser_that_crashed_shows_again_what_was_typed(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    context, address = page.context, page.url
    page.close()

    again = context.new_page()
    again.goto(address)
    again.wait_for_selector("main form .held")
    assert again.input_value("main [name=name]") == "预算一体化"
    again.click("main button.primary")
    again.wait_for_selector(".secret")
    assert names() == ["预算一体化"]
    again.goto(address)
    again.wait_for_load_state("networkidle")
    assert again.locator(".held").count() == 0
    assert again.input_value("main [name=name]") == ""


def test_what_is_not_wanted_any_more_is_dropped(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    page.reload()
    page.click("main form .held button")

    assert page.input_value("main [name=name]") == ""
    assert page.evaluate(HELD) == 0


def test_refused_form_is_kept_until_it_is_taken(opened_quietly, people):
    page = opened_quietly("clerk_a", "/tokens")
    page.fill("[name=name]", "预算一体化")
    page.fill("[name=until]", "yesterday")
    page.click("main button.primary")
    page.wait_for_selector(".faults")
    assert page.input_value("main [name=name]") == "预算一体化"
    page.goto(page.url)
    page.wait_for_selector("main form .held")
    page.fill("[name=until]", f"{clock.today().year + 1}-01-01")
    page.click("main button.primary")
    page.wait_for_selector(".secret")

    assert names() == ["预算一体化"]
    assert page.evaluate(HELD) == 0


def test_another_person_of_the_same_machine_does_not_see_it(page_of, served, people, logged_in):
    page = page_of("clerk_a", "/tokens")
    write(page)
    cookies = {name: morsel.value for name, morsel in logged_in("clerk_b").cookies.items()}
    page.context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
    page.goto(page.url)
    page.wait_for_load_state("networkidle")

    assert page.locator(".held").count() == 0
    assert page.input_value("main [name=name]") == ""


def test_logging_out_leaves_nothing_of_forms_on_the_machine(page_of, people):
    page = page_of("clerk_a", "/tokens")
    write(page)
    assert page.evaluate(HELD) == 1
    page.click(".who summary")
    page.click(".who form[action='/logout'] button")
    page.wait_for_selector("main.door")

    assert page.evaluate(HELD) == 0


def test_passwords_and_codes_are_never_held(page_of, people):
    page = page_of("clerk_a", "/password")
    for name in ("old", "new", "again"):
        page.fill(f"[name={name}]", "xinghe-lanyue-9")
    assert page.evaluate(HELD) == 0
    page.goto(page.url.replace("/password", "/second-factor"))
    page.fill("main [name=password]", "xinghe-lanyue-9")
    assert page.evaluate(HELD) == 0
    assert Person.objects.get(login="clerk_a").check_password(PASSWORD)


def test_code_page_is_for_everybody(chromium, served, people, window):
    from tests.browser.desks.test_accessibility import looked_at

    actor = actor_of(people["clerk_a"])
    secret = second_factor.begin(actor)
    page = window("", "/login")
    for found in looked_at(page, "zh"):
        assert not found[1], found
    second_factor.confirm(actor, one_time.code_at(secret, one_time.step_at(clock.now()) - 1))
    page.fill("[name=login]", "clerk_a")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_selector("[name=code]")
    for found in looked_at(page, "zh"):
        assert not found[1], found
