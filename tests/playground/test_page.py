"""The page in a real browser, against a stand-in for its server."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import PHONE, Visit, visit
from tests.playground.browser import ANN, BEN, BOT, EVE, StubPlayground, composer, message, picture, png, row, shown

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CANCEL = {"type": 2, "style": 4, "label": "Cancel", "custom_id": "cancel:1", "emoji": {"name": "✋"}}
GONE = {"type": 2, "style": 2, "label": "Too late", "custom_id": "late:1", "disabled": True}


async def test_the_page_says_what_it_is_and_asks_for_nothing_elsewhere(page: Page, stub: StubPlayground) -> None:
    await expect(page).to_have_title("Easel playground")
    await expect(page.get_by_text("This is not Discord.")).to_be_in_viewport()
    await expect(page.get_by_role("heading", name="painting")).to_be_visible()
    await stub.send("message", message=message(1, "hello", interaction={"name": "imagine", "person_id": BEN}))
    await expect(shown(page, 1).get_by_text("hello")).to_be_visible()
    await expect(shown(page, 1).get_by_text("used", exact=True)).to_be_visible()


# collects the picture's width in every frame, 0 for no picture
EACH_FRAME = """image => {
  image.widths = new Set();
  const look = () => { image.widths.add(image.naturalWidth); requestAnimationFrame(look); };
  look();
}"""


async def test_a_preview_replaces_the_one_before_it_in_place(page: Page, stub: StubPlayground) -> None:
    stub.pictures = {"1.png": png("red"), "2.png": png("blue", (64, 64))}
    stub.held["2.png"] = asyncio.Event()
    embed = {"title": "Painting", "image": {"url": "/attachments/1.png", "width": 128, "height": 128}}
    await stub.send("message", message=message(1, embeds=[embed]))
    image = shown(page, 1).get_by_role("img", name="Painting")
    await expect(image).to_have_js_property("naturalWidth", 128)
    kept = await image.element_handle()
    assert kept
    await kept.evaluate(EACH_FRAME)

    asked = asyncio.ensure_future(page.wait_for_event("request", lambda request: request.url.endswith("2.png")))
    embed = embed | {"image": {"url": "/attachments/2.png", "width": 128, "height": 128}}
    # text that appears above the picture must not replace its element either
    await stub.send("message", message=message(1, "half done", embeds=[embed]))
    await asked
    assert await kept.evaluate("image => [image.naturalWidth, image.isConnected]") == [128, True]  # still the old one
    stub.held["2.png"].set()
    await expect(image).to_have_js_property("naturalWidth", 64)
    await kept.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert await kept.evaluate("image => image.isConnected")
    assert await kept.evaluate("image => [...image.widths]") == [128, 64]


async def test_a_message_can_be_deleted(page: Page, stub: StubPlayground) -> None:
    await stub.send("message", message=message(1, "first"))
    await stub.send("message", message=message(2, "second"))
    await expect(shown(page, 2)).to_be_visible()
    await stub.send("delete", id=message(1)["id"])
    await expect(shown(page, 1)).to_have_count(0)
    await expect(shown(page, 2)).to_be_visible()


async def test_the_states_of_an_answer(page: Page, stub: StubPlayground) -> None:
    await stub.send("message", message=message(1, state="thinking"))
    await expect(shown(page, 1).get_by_text("Easel is thinking…")).to_be_visible()
    await stub.send("message", message=message(1, "painted"))
    await expect(shown(page, 1).get_by_text("painted")).to_be_visible()
    await expect(shown(page, 1).get_by_text("thinking")).to_have_count(0)
    await stub.send("message", message=message(2, state="failed", timestamp=None, ephemeral_to=ANN))
    await expect(shown(page, 2).get_by_text("The bot did not respond.")).to_be_visible()


async def test_an_ephemeral_message_is_marked_and_can_be_dismissed(page: Page, stub: StubPlayground) -> None:
    await stub.send("message", message=message(1, "You may not change this.", ephemeral_to=ANN))
    await expect(shown(page, 1)).to_contain_text("Only you can see this")
    await shown(page, 1).get_by_role("button", name="Dismiss").click()
    await expect(shown(page, 1)).to_have_count(0)


async def test_the_switch_shows_and_does_everything_as_another_person(page: Page, stub: StubPlayground) -> None:
    stub.messages = [message(1, "for Ann alone", ephemeral_to=ANN), message(2, "for all")]
    await page.reload()
    await expect(shown(page, 1)).to_be_visible()
    await page.get_by_role("radio", name="Eve").check(force=True)
    await expect(shown(page, 1)).to_have_count(0)
    await expect(shown(page, 2)).to_be_visible()
    await composer(page).press_sequentially("/queue\n")
    assert (await stub.next_act())["person"] == EVE
    await page.reload()
    await expect(page.get_by_role("radio", name="Eve")).to_be_checked()


HOSTILE = (
    "<img src=x onerror=alert(1)> [x](javascript:alert(2)) [y](https://elsewhere.example/) @everyone "
    "https://elsewhere.example/z <script>alert(3)</script>"
)


async def test_hostile_text_stays_text(page: Page, stub: StubPlayground) -> None:
    embed = {
        "title": HOSTILE,
        "description": HOSTILE,
        "url": "javascript:alert(4)",
        "fields": [{"name": HOSTILE, "value": HOSTILE, "inline": True}],
        "image": {"url": "https://elsewhere.example/a.png", "width": 10, "height": 10},
        "footer": {"text": HOSTILE, "icon_url": "https://elsewhere.example/b.png"},
    }
    author = {"id": "901", "username": HOSTILE, "bot": True}
    link = {"type": 2, "style": 5, "label": HOSTILE, "url": "javascript:alert(5)"}
    file = picture("https://elsewhere.example/c.png", HOSTILE) | {"url": "https://elsewhere.example/c.png"}
    hostile = message(1, HOSTILE, embeds=[embed], author=author, attachments=[file], components=[row(link)])
    await stub.send("message", message=hostile)
    await expect(shown(page, 1).locator(".text")).to_have_text(HOSTILE)
    await expect(shown(page, 1).locator(".discord-author-username")).to_have_text(HOSTILE)
    await expect(shown(page, 1).locator(".embed-title")).to_have_text(HOSTILE)
    await expect(shown(page, 1).locator("discord-embed-footer")).to_have_text(HOSTILE)
    await expect(shown(page, 1).get_by_role("link")).to_have_count(0)
    await expect(shown(page, 1).locator("script, [onerror], [src='x']")).to_have_count(0)


async def test_markdown(page: Page, stub: StubPlayground) -> None:
    text = f"**bold** *slanted* `a*b*c` 2 * 3 * 4 <@{BEN}> <t:0:D> \\*plain\\*\n> said\n-# small"
    await stub.send("message", message=message(1, text))
    content = shown(page, 1).locator(".text")
    # inner text leaves out the @, which the element draws itself
    plain = "bold slanted a*b*c 2 * 3 * 4 Ben 1 January 1970 *plain* said small"
    await expect(content).to_have_text(plain, use_inner_text=True)
    await expect(content.locator("strong")).to_have_text("bold")
    await expect(content.locator("em")).to_have_text("slanted")
    await expect(content.locator("discord-code")).to_have_text("a*b*c")
    await expect(content.locator("discord-quote")).to_have_text("said")


async def test_buttons(page: Page, stub: StubPlayground) -> None:
    await stub.send("message", message=message(1, "queued", components=[row(CANCEL, GONE)]))
    await shown(page, 1).get_by_role("button", name="✋ Cancel").click()
    click = {"person": ANN, "channel": "300", "do": "click", "message": "5001", "custom_id": "cancel:1"}
    assert await stub.next_act() == click
    await shown(page, 1).get_by_role("button", name="Too late").dispatch_event("click")
    await page.keyboard.press("Enter")  # the button that was clicked before still has the focus
    assert await stub.next_act() == click


async def test_reactions_are_put_and_taken_away(page: Page, stub: StubPlayground) -> None:
    reaction = {"emoji": "🔁", "count": 1, "people": [BOT]}
    await stub.send("message", message=message(1, "done", reactions=[reaction]))
    button = shown(page, 1).get_by_role("button", name="Reaction 🔁")
    await button.click()
    act = await stub.next_act()
    assert (act["do"], act["message"], act["emoji"]) == ("react", "5001", "🔁")
    await stub.send("message", message=message(1, "done", reactions=[reaction | {"count": 2, "people": [BOT, ANN]}]))
    await expect(button).to_have_attribute("aria-pressed", "true")
    await button.press("Enter")
    assert (await stub.next_act())["do"] == "unreact"


async def test_a_form_is_filled_in(page: Page, stub: StubPlayground) -> None:
    seed = {"type": 4, "custom_id": "seed", "label": "Seed", "style": 1, "required": False, "value": "7"}
    prompt = {"type": 18, "label": "Prompt", "component": {"type": 4, "custom_id": "prompt", "style": 2}}
    await stub.send("modal", modal={"custom_id": "again", "title": "Paint again", "components": [row(seed), prompt]})
    dialog = page.get_by_role("dialog", name="Paint again")
    await dialog.get_by_label("Prompt").fill("a star")
    await dialog.get_by_role("button", name="Submit").click()
    act = await stub.next_act()
    assert (act["person"], act["do"], act["custom_id"]) == (ANN, "modal", "again")
    assert act["values"] == {"seed": "7", "prompt": "a star"}
    await expect(dialog).to_be_hidden()


async def test_a_lost_connection_is_said_and_what_was_missed_is_fetched(visited: Visit, stub: StubPlayground) -> None:
    page = visited.page
    stub.go_down()
    await expect(page.get_by_text("Connection lost, trying again")).to_be_visible()
    stub.messages.append(message(1, "while you were away"))
    stub.come_back()
    await expect(shown(page, 1)).to_be_visible()
    await expect(page.get_by_text("Connection lost, trying again")).to_be_hidden()
    visited.complaints.clear()  # the browser itself reports the broken stream


async def test_the_newest_message_is_in_sight_unless_one_reads_above(page: Page, stub: StubPlayground) -> None:
    for number in range(1, 30):
        await stub.send("message", message=message(number, "one\n" * 4))
    await expect(shown(page, 29)).to_be_in_viewport()
    await page.locator("#scroller").evaluate("scroller => scroller.scrollTo(0, 0)")
    await expect(shown(page, 1)).to_be_in_viewport()
    await stub.send("message", message=message(30, "news"))
    await page.get_by_role("button", name="New messages").click()
    await expect(shown(page, 30)).to_be_in_viewport()


async def test_it_fits_a_phone(chromium: Browser, stub: StubPlayground) -> None:
    stub.pictures = {"wide.png": png("red", (640, 320))}
    file = picture("wide.png", "a wide picture") | {"width": 640, "height": 320}
    stub.messages = [message(1, "done", attachments=[file], components=[row(CANCEL, GONE, CANCEL, GONE)])]
    async with visit(chromium, stub.origin, PHONE) as visited:
        page = visited.page
        await expect(page.get_by_role("img", name="a wide picture")).to_be_visible()
        await expect(page.get_by_text("This is not Discord.")).to_be_in_viewport()
        await expect(composer(page)).to_be_in_viewport()
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert await page.locator("#scroller").evaluate("scroller => scroller.scrollWidth") <= PHONE["width"]
