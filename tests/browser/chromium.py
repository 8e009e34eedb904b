"""A real Chromium, and visits to pages in it that remember what went wrong and what was asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def need_chromium() -> str:
    """The program; without it the test is skipped, and with CI=true fails."""
    if PROGRAM is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium must be here: run tools/system.sh")
    if PROGRAM is None:
        pytest.skip("Chromium is not here: run tools/system.sh")
    return PROGRAM


class _Shared:
    """The browser of this process: Playwright starts only once in a process, whichever folders of tests want it."""

    users = 0
    closing = ExitStack()
    started: Browser


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser of this process; the last one that uses it closes it with everything that it opened."""
    program = need_chromium()
    if not _Shared.users:
        playwright = _Shared.closing.enter_context(sync_playwright())
        # its sandbox does not start for root, as in containers
        _Shared.started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        _Shared.closing.callback(_Shared.started.close)
    _Shared.users += 1
    try:
        yield _Shared.started
    finally:
        _Shared.users -= 1
        if not _Shared.users:
            _Shared.closing.close()


@dataclass
class Visit:
    """A page that somebody looks at.

    Attributes:
        page: in the browser.
        faults: what the page wrote to the console as a warning or an error, and errors of its script.
        requests: what it asked for, itself excepted.
    """

    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Remember from now on."""
        self.page.on("console", lambda said: self.faults.append(f"{said.type}: {said.text}") if said.type in ("warning", "error") else None)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, address: str) -> None:
        if not address.startswith("data:"):
            self.requests.append(address)

    def open(self, file: Path, place: str = "") -> None:
        """Load a file, at a place in it."""
        self.page.goto(file.as_uri() + place)
        self.page.wait_for_load_state("load")


@contextmanager
def visit(chromium: Browser, *, width: int = 1366, height: int = 900, **options: Any) -> Iterator[Visit]:
    """A window of its own, with nothing kept from other visits."""
    context = chromium.new_context(viewport={"width": width, "height": height}, **options)
    try:
        found = Visit(context.new_page())
        found.listen()
        yield found
    finally:
        context.close()
