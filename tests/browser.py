"""A browser for the tests that look at a page: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Request, ViewportSize, async_playwright, expect

from playground import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)

ARGUMENTS = [
    "--no-sandbox",  # inside a container the tests run as root, where the sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Where Chromium is. Without one the test is skipped, or fails under REQUIRE_BROWSER=1."""
    path = shutil.which("chromium")
    if path:
        return path
    reason = "there is no `chromium` on the PATH, which this test needs (on Debian: apt-get install chromium)"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def open_chromium() -> AsyncIterator[Browser]:
    """The browser, for as long as a fixture wants it: starting it takes a second, a `visit` is cheap."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Visit:
    """A page in a fresh profile, and what it did that it should not have done."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("request", self._requested)
        self.page.set_default_timeout(PATIENCE * 1000)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.complaints.append(f"asked for {request.url}")


@asynccontextmanager
async def visit(browser: Browser, origin: str, viewport: ViewportSize = DESKTOP) -> AsyncIterator[Visit]:
    """Opens `origin` and, at the end, fails if the page complained or asked for anything elsewhere."""
    context = await browser.new_context(viewport=viewport, locale="en-GB")
    try:
        visited = Visit(await context.new_page(), origin)
        await visited.page.goto(origin)
        yield visited
        assert visited.complaints == []
    finally:
        await context.close()
