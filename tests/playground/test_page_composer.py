"""What is typed into the page in a real browser, against a stand-in for its server."""

import pytest
from playwright.async_api import Page, expect

from tests.playground.browser import ANN, BEN, StubPlayground, composer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PROMPT = "a volcano"


async def test_typing_a_slash_and_arrows_finds_a_command_and_its_options(page: Page, stub: StubPlayground) -> None:
    await composer(page).press("/")
    options = page.get_by_role("option")
    labels = page.locator(".choice-label")
    await expect(labels).to_have_text(["/about", "/imagine", "/queue", "/settings show", "/settings size"])
    await composer(page).press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await composer(page).press("Enter")
    await expect(composer(page)).to_have_value("/imagine prompt: ")
    names = page.locator("[data-option]")
    assert await names.evaluate_all("chips => chips.map((chip) => chip.dataset.option)") == [
        "prompt",
        "size",
        "steps",
        "seed",
        "style",
    ]
    await composer(page).press_sequentially(PROMPT)
    await page.locator('[data-option="style"]').click()
    await composer(page).press_sequentially("image")
    await composer(page).press("Tab")
    await composer(page).press("Enter")
    assert await stub.next_act() == {
        "person": ANN,
        "channel": "300",
        "do": "slash",
        "command": "imagine",
        "options": {"prompt": PROMPT, "style": "imagenet-16384"},
    }
    await expect(composer(page)).to_have_value("")


async def test_a_subcommand_and_a_command_without_options_are_sent_by_enter(page: Page, stub: StubPlayground) -> None:
    await composer(page).press_sequentially("/settings si")
    await composer(page).press("Tab")
    await composer(page).press_sequentially("256x256\n/queue\n")
    assert (await stub.next_act())["options"] == {"value": "256x256"}
    assert (await stub.next_act())["command"] == "queue"


async def test_a_whole_command_can_be_typed(page: Page, stub: StubPlayground) -> None:
    await composer(page).press_sequentially(f"/imagine prompt: {PROMPT} seed: 7\n")
    act = await stub.next_act()
    assert (act["command"], act["options"]) == ("imagine", {"prompt": PROMPT, "seed": 7})
    await composer(page).press_sequentially("/imagine a cat: asleep | a hat:2 steps:30\n")
    assert (await stub.next_act())["options"] == {"prompt": "a cat: asleep | a hat:2", "steps": 30}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/imagine seed: 7", "prompt is needed: What to paint"),
        ("/imagine prompt: x seed: many", "seed must be a whole number."),
        ("/imagine prompt: x steps: 2000", "steps must be 1000 or less."),
        ("/imagine prompt: x style: oil", "style must be one of: toy, imagenet."),
        ("/paint", "There is no command /paint."),
    ],
)
async def test_what_cannot_be_sent_is_said_in_a_sentence(page: Page, text: str, sentence: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")
    await expect(page.get_by_role("alert")).to_have_text(sentence)
    await expect(composer(page)).to_have_value(text)


async def test_an_answer_with_an_error_is_said_and_the_text_comes_back(page: Page, stub: StubPlayground) -> None:
    stub.answers["slash"] = {"error": "Easel is offline."}
    await composer(page).press_sequentially("/queue\n")
    await expect(page.get_by_role("alert")).to_have_text("Easel is offline.")
    await expect(composer(page)).to_have_value("/queue")


async def test_the_bot_completes_an_option(page: Page, stub: StubPlayground) -> None:
    stub.answers["autocomplete"] = {"choices": [{"name": "128x128 (default)", "value": "128x128"}]}
    await composer(page).press_sequentially("/imagine prompt: a cat size: 12")
    await page.get_by_role("option", name="128x128 (default)").wait_for()
    while not stub.acts.empty():
        asked = stub.acts.get_nowait()
    assert (asked["command"], asked["option"]) == ("imagine", "size")
    assert asked["options"] == {"prompt": "a cat", "size": "12"}
    await composer(page).press("ArrowDown")
    await composer(page).press("Enter")
    await composer(page).press("Enter")
    assert (await stub.next_act())["options"] == {"prompt": "a cat", "size": "128x128"}


async def test_an_example_fills_the_composer(page: Page, stub: StubPlayground) -> None:
    examples = page.get_by_role("group", name="Example prompts").get_by_role("button")
    await expect(examples).to_have_count(5)
    await examples.filter(has_text=PROMPT).click()
    await expect(composer(page)).to_have_value(f"/imagine prompt: {PROMPT}")
    await expect(composer(page)).to_be_focused()
    await page.keyboard.press("Enter")
    assert (await stub.next_act())["options"] == {"prompt": PROMPT}


async def test_a_file_and_a_person_are_given(page: Page, stub: StubPlayground) -> None:
    file = {"type": 11, "name": "file", "description": "A sketch", "required": True}
    person = {"type": 6, "name": "person", "description": "For whom"}
    stub.commands = [
        {"id": "9", "type": 1, "name": "look", "description": "Look at it", "options": [file, person]},
    ]
    await page.reload()
    await composer(page).press_sequentially("/look file: fox.txt\n")
    await expect(page.get_by_role("alert")).to_have_text("Pick a file for file: click on its name above.")
    await composer(page).fill("")
    await composer(page).press_sequentially("/look ")
    async with page.expect_file_chooser() as chooser:
        await page.locator('[data-option="file"]').click()
    await (await chooser.value).set_files([{"name": "my fox.txt", "mimeType": "text/plain", "buffer": b"abc"}])
    await expect(composer(page)).to_have_value("/look file: my fox.txt ")
    await page.locator('[data-option="person"]').click()
    await composer(page).press_sequentially("be")
    await composer(page).press("Tab")
    await composer(page).press("Enter")
    assert (await stub.next_act())["options"] == {"file": {"file": "my fox.txt", "data": "YWJj"}, "person": BEN}
