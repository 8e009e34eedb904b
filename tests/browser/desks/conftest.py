"""The ledger in a browser: a server on fresh tables, and windows of people who have come in."""

import re
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from tests.browser.chromium import visit
from tests.browser.desks.writing import declared, opened

# the database, the tree of agencies and the people of tests/web
from tests.web.conftest import agencies, database, django_db_setup, leading, logged_in, people, pytest_generate_tests, tree
from tests.web.review.conftest import once

__all__ = [
    "agencies",
    "database",
    "declared",
    "django_db_setup",
    "leading",
    "logged_in",
    "once",
    "opened",
    "people",
    "pytest_generate_tests",
    "tree",
]

_TOLD_BY_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (409|422)")


@pytest.fixture
def served(transactional_db, tree, live_server):
    """The address of a server with the tree of tests/web; the tables are there until its last answer is given."""
    yield live_server.url
    until = time.monotonic() + 30
    while any("process_request_thread" in thread.name for thread in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.02)


@pytest.fixture
def window(chromium, served, logged_in):
    """``window("head_a", "/declarations", lang="en", color_scheme="dark")`` is a page as somebody sees it who has come in.

    When the test is over no page may have complained of anything but a refusal that it shows, or asked for anything elsewhere.
    """
    with ExitStack() as stack:
        visits = []

        def start(login, path="/", *, lang="zh", **options):
            found = stack.enter_context(visit(chromium, **{"height": 768, **options}))
            visits.append(found)
            came_in = logged_in(login).cookies.items() if login else ()
            cookies = {name: morsel.value for name, morsel in came_in} | {"jixiao_lang": lang}
            found.page.context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
            found.page.goto(served + path)
            return found.page

        yield start
        for found in visits:
            assert [fault for fault in found.faults if not _TOLD_BY_STATUS.search(fault)] == []
            assert {urlsplit(address).netloc for address in found.requests if not address.startswith("blob:")} <= {urlsplit(served).netloc}
