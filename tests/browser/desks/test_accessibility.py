"""Every page is for everybody: axe finds nothing serious, light and dark, Chinese and English, on a desk and on a telephone.

The list of pages is that of the addresses (``tests/web/routes.toml``): a new page needs a visit in ``looking.py``.
"""

from contextlib import ExitStack

import pytest
from tests.browser.axe import grave
from tests.browser.chromium import visit
from tests.browser.desks.looking import NO_PAGES, VISITS, Places, page_names, told
from tests.web.test_matrix import ROUTES

SIZES = {"desk": (1366, 768), "wide": (1920, 1080), "telephone": (390, 844)}

_LIGHT, _DARK = ("light", ()), ("dark", ("color-contrast",))
TRIED = {("zh", "desk"): (_LIGHT, _DARK), ("zh", "telephone"): (_LIGHT,), ("en", "desk"): (_LIGHT,)}
"""Colours and rules by language and size."""


@pytest.fixture
def places(served, tree):
    """Something for every page to be about."""
    return Places(tree)


def test_every_page_is_visited():
    assert sorted(page_names() - set(VISITS)) == [], "who looks at it, and on what? say so in tests/browser/desks/looking.py"
    assert sorted(set(VISITS) - page_names()) == []
    assert sorted(set(NO_PAGES) - {route["name"] for route in ROUTES}) == []


def faults_of(page, *rules):
    """Serious and critical violations of all rules, or of some of them: the rule, and the first place."""
    return {
        item["id"]: f"{len(item['nodes'])}: {item['nodes'][0]['html'][:160]} {item['nodes'][0]['failureSummary'][:240]}"
        for item in grave(page, *rules)
    }


def looked_at(page, lang):
    """What is wrong with a page in every size, light and dark.

    The dark changes colours and nothing else, and the language words and nothing else: all rules are tried in the light, in Chinese and on
    a desk in English, colours in the dark once, and how wide the page is always.
    """
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in TRIED.get((lang, size), ()):
            page.emulate_media(color_scheme=scheme)
            yield f"{lang} {size} {scheme}", faults_of(page, *rules)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        yield f"{lang} {size} wider than the window", {"by": wider} if wider > 0 else {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nobody_is_kept_out_of_any_page(lang, places, chromium, served, logged_in):
    found = {}
    with ExitStack() as stack:
        logins = sorted({login for login, _ in places.all()})
        pages = {login: stack.enter_context(visit(chromium, height=768, reduced_motion="reduce")).page for login in logins}
        for login, page in pages.items():
            cookies = {"jixiao_lang": lang}
            if login:
                cookies |= {name: morsel.value for name, morsel in logged_in(login).cookies.items()}
            page.context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
        for login, address in places.all():
            page = pages[login]
            page.goto(served + address)
            page.wait_for_selector(".opblock" if address == "/api/v1/docs" else "main")
            for where, faults in looked_at(page, lang):
                if faults:
                    found[f"{login} {address} {where}"] = faults

    assert found == {}, told(found)


def test_what_keeps_people_out_is_seen(chromium):
    with visit(chromium) as seen:
        seen.page.set_content(
            "<html lang=zh><title>无</title><main><h1>无</h1><img src='data:,'><button></button><p style='color:#bbb'>看不清</p>"
        )

        assert set(faults_of(seen.page)) == {"image-alt", "button-name", "color-contrast"}
        assert set(faults_of(seen.page, "color-contrast")) == {"color-contrast"}
