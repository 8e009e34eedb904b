"""Help on every page: by a key, by a link, without a script; and tours with pictures that are there."""

import pytest
from tests.browser.desks.looking import VISITS
from tests.web.test_matrix import NAMES

from jixiao.messages import catalogue
from jixiao.web.desks.help import views


def test_every_page_has_help_that_says_what_it_is_for_and_what_to_do():
    pages = {name for name in VISITS if not name.startswith("api:")}

    assert sorted(pages - set(views.pages())) == [], "say in messages/web_help.toml what it is for"
    assert {key.removeprefix(views.NEXT) for key in catalogue() if key.startswith(views.NEXT)} == set(views.pages())
    assert set(views.pages()) - {"any"} <= set(NAMES)


def test_every_page_stands_in_one_group_of_all_help():
    grouped = [page for of_group in views.groups().values() for page in of_group]

    assert sorted(grouped) == sorted(set(views.pages()) - {"any"})


def test_keys_of_a_list_and_of_a_sheet_are_all_told():
    """As docs/reviewing.md has them."""
    assert {"j", "k", "Enter", "x", "X", "a", "r", "u"} <= {key for key, _ in views.help_of("declarations").keys}
    assert {"a", "r", "u", "n", "p", "l", "f", "c", "Alt 1–9", "1–5"} <= {key for key, _ in views.help_of("sheet").keys}


@pytest.mark.parametrize(("lang", "words"), [("zh", "今天要办的事"), ("en", "What waits for you today")])
def test_key_opens_help_and_escape_closes_it(lang, words, window):
    page = window("clerk_a", "/", lang=lang)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    page.wait_for_selector("#help-box[open]")
    assert words in page.inner_text("#help-box")
    assert page.locator("#help-box .keys tr").count() >= 5
    page.keyboard.press("Escape")
    assert page.locator("#help-box[open]").count() == 0
    assert page.url.endswith("/")


def test_key_writes_where_one_types(window):
    page = window("clerk_a", "/tokens")
    page.wait_for_load_state("networkidle")
    page.focus("[name=name]")
    page.keyboard.press("?")

    assert page.input_value("[name=name]") == "?"
    assert page.locator("#help-box[open]").count() == 0


def test_help_is_a_page_without_a_script(window):
    page = window("clerk_a", "/tokens", java_script_enabled=False)
    page.click("#help")

    assert page.url.endswith("/help/tokens")
    assert "钥匙" in page.inner_text("main")


def test_help_of_the_form_lists_its_keys(window):
    page = window("clerk_a", "/help/edit")

    assert "Ctrl Enter" in page.inner_text("main .keys")


@pytest.mark.parametrize("who", views.TOURS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tour_shows_its_pictures(who, lang, window):
    page = window("clerk_a", f"/tour/{who}", lang=lang)
    steps = page.locator(".tour li")
    assert steps.count() == 6
    for number in range(6):
        steps.nth(number).scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('.tour img')].every((each) => each.complete && each.naturalWidth >= 900)")
    assert page.evaluate("performance.getEntriesByType('resource').reduce((sum, each) => sum + each.decodedBodySize, 0)") < 1_500_000
