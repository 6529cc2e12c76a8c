"""A browser for the stories: signs people in, looks at each page with axe, keeps a picture."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from convenant.conftest import PASSWORD, World, jobs_run_at_once, make_world

__all__ = ["jobs_run_at_once"]

PICTURES = Path(os.environ.get("CONVENANT_PICTURES", settings.STATE / "pictures"))
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A page looks the same on every database: the first run, on SQLite, looked at it.
LOOKED_AT_BEFORE = os.environ.get("CONVENANT_RUN") == "PostgreSQL"
PHONE, DESK = {"width": 360, "height": 760}, {"width": 1280, "height": 900}


@pytest.fixture
def world(transactional_db: None) -> World:
    """The same cast as the rooms' tests, in a database that the server's thread sees too."""
    return make_world("stitch")


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": DESK, "locale": "en-GB"}


class Visitor:
    """Someone at a browser: opens pages, and no page passes that is broken, foreign or inaccessible."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.foreign.append(request.url)

    def _note_console(self, message: Any) -> None:
        # A page that answers 4xx on purpose is also told in the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def sign_in(self, name: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", f"{name}@example.org")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def looks_right(self, name: str) -> None:
        """At a desk and on a phone, in both languages where asked: nothing sticks out, axe is content."""
        assert not self.foreign, f"{name} called another host: {self.foreign}"
        assert not self.complaints, f"{name}: {self.complaints}"
        if LOOKED_AT_BEFORE:
            return
        for width, size in (("1280", DESK), ("360", PHONE)):
            self.page.set_viewport_size(size)
            self.page.wait_for_load_state("networkidle")
            # The window's new size and the page's own font come a moment later.
            self.page.wait_for_function("width => innerWidth === width", arg=size["width"])
            self.page.evaluate("document.fonts.ready.then(() => true)")
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is {wide} px wide on a screen of {size['width']}"
            PICTURES.mkdir(parents=True, exist_ok=True)
            language = self.page.evaluate("document.documentElement.lang")
            self.page.screenshot(path=PICTURES / f"{name}-{language}-{width}.png", full_page=True)
            found = Axe().run(self.page, options=AXE_RULES)
            assert found.violations_count == 0, f"{name} at {width}: {found.generate_report()}"
        self.page.set_viewport_size(DESK)
        assert not self.foreign, f"{name} called another host: {self.foreign}"
        assert not self.complaints, f"{name}: {self.complaints}"

    def in_both_languages(self, name: str) -> None:
        """The same page in English and in Dutch; ends in English."""
        self.looks_right(name)
        if LOOKED_AT_BEFORE:
            return
        self.page.click("header button[name=language][value=nl]")
        expect(self.page.locator("html")).to_have_attribute("lang", "nl")
        self.looks_right(name)
        self.page.click("header button[name=language][value=en]")
        expect(self.page.locator("html")).to_have_attribute("lang", "en")


@pytest.fixture
def visitor(page: Page, live_server: Any) -> Visitor:
    """One person at one browser."""
    return Visitor(page, live_server.url)


@pytest.fixture
def another(
    browser: Any, live_server: Any, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[], Visitor]]:
    """Another person at another browser; all of them leave at the end."""
    came = []

    def come() -> Visitor:
        came.append(browser.new_context(**browser_context_args))
        return Visitor(came[-1].new_page(), live_server.url)

    yield come
    for one in came:
        one.close()
