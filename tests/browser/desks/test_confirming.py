"""A clerk of two units confirms a queue of three files with the keyboard alone, the file beside the fields."""

from importlib import resources

import pytest
from tests.browser.test_pages import violations
from tests.web.importing.queued import AGENCIES, at_two_agencies, document, sent

from jixiao.web.records.models import Declaration, QueuedFile

PDF = "02-2027-岚江市公安局交通警察支队城区大队-项目绩效目标.pdf"


@pytest.fixture
def batch(served, people, agencies):
    """A PDF that names a unit of somewhere else, and a text of each of the clerk's two units."""
    pdf = resources.files("jixiao.web.demo").joinpath("documents", PDF).read_bytes()
    actor = at_two_agencies(people, agencies)
    return sent(actor, ("甲.txt", document(1)), ("乙.txt", document(2, AGENCIES["unit_b"])), ("丙.pdf", pdf))


def focused(page):
    return page.evaluate("() => document.activeElement.closest('li')?.dataset.path ?? document.activeElement.id")


def test_look(window, batch):
    page = window("clerk_a", f"/imports/queue/{batch.pk}")
    page.screenshot(path="/tmp/h9_q_1.png")
    for at, own in enumerate(batch.files.all()):
        page.goto(page.url.split("/imports")[0] + f"/imports/files/{own.pk}")
        page.wait_for_timeout(800)
        page.screenshot(path=f"/tmp/h9_q_2{at}.png")
    page.goto(page.url.split("/imports")[0] + "/imports")
    page.screenshot(path="/tmp/h9_q_3.png")
    page = window("clerk_a", f"/imports/files/{batch.files.last().pk}", lang="en", color_scheme="dark")
    page.wait_for_timeout(800)
    page.screenshot(path="/tmp/h9_q_4.png")
