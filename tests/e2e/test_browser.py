"""The whole path as a person walks it: a real browser, the real bot, the real painter.

With SCREENSHOTS=docs/pictures the picture of the README is made anew.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from playground import Playground, World
from tests.browser import open_chromium, visit
from tests.e2e.easel import final, picture

pytestmark = pytest.mark.browser

EACH_PREVIEW = """() => {
    window.previews = [];
    const look = () => {
        for (const image of document.querySelectorAll("img[src*=preview]")) window.previews.push(image.src);
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true, attributes: true});
    look();
}"""
SCREENSHOTS = os.environ.get("SCREENSHOTS")
# The style that is shown takes longer than a test should.
PROMPT, OPTIONS = ("a volcano", "seed: 0") if SCREENSHOTS else ("a night sky with a moon", "seed: 2 style: toy")
TYPED = f"/imagine prompt: {PROMPT} {OPTIONS}"


async def test_a_person_orders_watches_and_repeats_a_picture(
    server: Playground, world: World, easel, tmp_path: Path
) -> None:
    shots = Path(SCREENSHOTS or tmp_path)
    ann, *_ = world.people
    async with open_chromium() as browser:
        await easel().start()
        async with visit(browser, server.address) as visited:
            page = visited.page
            await expect(page.get_by_role("status").filter(has_text="Easel is here")).to_be_visible()

            await page.get_by_role("textbox", name="Message").click()
            await page.keyboard.type("/")
            await expect(page.get_by_text("Paint a picture of what you describe.")).to_be_visible()
            await page.keyboard.type(TYPED[1:], delay=5)
            await page.keyboard.press("Enter")

            previews = await _previews(page, world)
            assert len(previews) >= 2, "the previews replace each other"
            first = await final(world, ann)
            shown = page.locator(f'[data-message-id="{first.id}"]')
            image = shown.get_by_role("img", name=PROMPT)
            await expect(image).to_be_visible()
            await expect(shown.locator("discord-reaction")).to_be_visible()
            await page.wait_for_timeout(300)  # the page scrolls and fades; nothing is asserted of it
            await page.screenshot(path=shots / "playground.png")

            await shown.locator('discord-button[data-custom-id*="same"]').click()
            second = await final(world, ann, after=first)
            again = page.locator(f'[data-message-id="{second.id}"]')
            await expect(again.get_by_text("identical, byte for byte")).to_be_visible()
            assert picture(world, first) == picture(world, second)


async def _previews(page, world: World) -> set[str]:
    """The addresses of the pictures that the page shows on one message while it is painted."""
    painting = page.locator("[data-message-id]", has_text="Painting")
    await expect(painting.locator("img[src*=preview]").first).to_be_visible()
    await page.evaluate(EACH_PREVIEW)
    await world.channel.wait_for(lambda each: each.pings)
    return set(await page.evaluate("previews"))
