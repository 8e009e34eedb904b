"""The page where a declaration is written, as tests open it and type into it."""

import re
from contextlib import ExitStack

import pytest
from tests.browser.chromium import visit
from tests.web import beginning  # noqa: F401 - first: it sets Django up
from tests.web.declare.conftest import INDICATORS
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import AgencyYear, Declaration

LOW = [*INDICATORS[:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")]
SAVED = "#keeping[data-state=saved]"
EXAMINED = "#told-state:has-text('检查')"


@pytest.fixture
def declared(served, agencies, people):
    """``declared(draft, pack="ningxia")`` is a declaration of ``unit_a`` with the form of a jurisdiction."""

    def make(typed=None, pack="national"):
        AgencyYear.objects.filter(agency=agencies["unit_a"]).update(pack=pack)
        return actions.create(agencies["unit_a"], YEAR, typed or Draft(), actor=actor_of(people["clerk_a"]))

    return make


@pytest.fixture
def opened(chromium, served, logged_in):
    """``opened(declaration)`` is the page as a clerk has it before them; two calls with one ``context`` are two windows of a browser.

    When the test is over no page may have complained of anything but what it was made to go through.
    """
    with ExitStack() as stack:
        visits = []

        def start(declaration, login="clerk_a", *, lang="zh", of=None, expects=(), path="/edit", **options):
            found = stack.enter_context(visit(chromium, **{"height": 768, **options})) if of is None else None
            context = found.page.context if found else of.context
            if found:
                visits.append((found, expects))
                cookies = {name: morsel.value for name, morsel in logged_in(login).cookies.items()} | {"jixiao_lang": lang}
                context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
            page = found.page if found else context.new_page()
            page.goto(f"{served}/declarations/{declaration.pk}{path}" if declaration else f"{served}{path}")
            return page

        yield start
        for found, expects in visits:
            assert [fault for fault in found.faults if not any(re.search(each, fault) for each in expects)] == []


def kept(declaration):
    return Draft.from_plain(Declaration.objects.get(pk=declaration.pk).draft)


def saved(page):
    page.wait_for_selector(SAVED)


def cell(page, path):
    return page.locator(f'[data-path="{path}"]')


def focused(page):
    return page.evaluate("document.activeElement.dataset.path ?? document.activeElement.tagName")


def arrives(page, path):
    page.wait_for_function("path => document.activeElement.dataset.path === path", arg=path)


def write(page, *texts, key="Tab"):
    for text in texts:
        if text:
            page.keyboard.type(text)
        page.keyboard.press(key)
