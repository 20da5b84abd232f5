"""Channels, links to messages, menus, forms and people's menus on the page, in a real browser against a stand-in."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.playground.browser import ANN, BEN, StubPlayground, composer, message, row, shown

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


def link(number: int, channel: str = "300") -> str:
    return f"https://discord.com/channels/200/{channel}/{5000 + number}"


async def switched(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name).click()
    await expect(page.get_by_role("main").get_by_role("heading", name=name.split(",")[0], exact=True)).to_be_visible()


async def test_ones_own_command_scrolls_into_view(page: Page, stub: StubPlayground) -> None:
    for number in range(1, 30):
        await stub.send("message", message=message(number, "one\n" * 4))
    await expect(shown(page, 29)).to_be_in_viewport()
    await page.locator("#scroller").evaluate("scroller => scroller.scrollTo(0, 0)")
    await expect(shown(page, 1)).to_be_in_viewport()
    await composer(page).press_sequentially("/queue\n")
    await stub.next_act()
    await stub.send("message", message=message(30, "news"))
    await expect(shown(page, 30)).to_be_in_viewport()
    await expect(page.get_by_role("button", name="New messages")).to_be_hidden()


async def test_a_link_to_a_message_shows_it(page: Page, stub: StubPlayground) -> None:
    for number in range(1, 30):
        await stub.send("message", message=message(number, "one\n" * 4))
    field = {"name": "it is here", "value": link(2)}
    await stub.send("message", message=message(30, f"and [there]({link(99)})", embeds=[{"fields": [field]}]))
    await expect(shown(page, 2)).not_to_be_in_viewport()
    await shown(page, 30).get_by_role("button", name="#painting › message").click()
    await expect(shown(page, 2)).to_be_in_viewport()
    await stub.send("message", message=message(31, "news"))
    await expect(shown(page, 2)).to_be_in_viewport()
    await shown(page, 30).get_by_role("button", name="there").click()
    await expect(page.get_by_role("alert")).to_have_text("This message is gone.")


async def test_a_link_leads_to_another_channel(page: Page, stub: StubPlayground) -> None:
    stub.messages = [message(1, link(2, "301")), message(2, "in the studio", channel_id="301")]
    await page.reload()
    await shown(page, 1).get_by_role("button", name="#studio › message").click()
    await expect(shown(page, 2)).to_be_in_viewport()
    await expect(shown(page, 1)).to_have_count(0)


async def test_links_to_other_guilds_and_unknown_channels_stay_text(page: Page, stub: StubPlayground) -> None:
    other, unknown = link(1).replace("/200/", "/201/"), link(1, "399")
    await stub.send("message", message=message(1, f"{other} {unknown}"))
    await expect(shown(page, 1).locator(".text")).to_have_text(f"{other} {unknown}")
    await expect(shown(page, 1).get_by_role("button")).to_have_count(0)


async def test_the_page_says_who_owns_the_bot(page: Page) -> None:
    await expect(page.get_by_role("radio", name="Ann bot's owner")).to_be_visible()
    await expect(page.get_by_role("listitem").filter(has_text="Ann")).to_contain_text("bot's owner")
    await expect(page.get_by_role("listitem").filter(has_text="Ben")).not_to_contain_text("owner")


async def test_each_kind_of_channel_is_there_and_acts_are_done_in_it(page: Page, stub: StubPlayground) -> None:
    stub.messages = [message(1, "here"), message(2, "for you", channel_id="304")]
    await page.reload()
    names = ["painting", "sketches, private thread", "studio, voice channel", "ideas, forum", "Easel, direct messages"]
    buttons = page.get_by_role("navigation").get_by_role("button")
    await expect(shown(page, 1)).to_be_visible()
    assert [await each.get_attribute("aria-label") for each in await buttons.all()] == names
    await switched(page, "Easel, direct messages")
    await expect(shown(page, 2)).to_be_visible()
    await expect(shown(page, 1)).to_have_count(0)
    await composer(page).press_sequentially("/queue\n")
    assert (await stub.next_act())["channel"] == "304"
    await composer(page).press_sequentially("hello, @Easel and @Ben\n")
    act = await stub.next_act()
    assert (act["do"], act["content"], act["channel"]) == ("say", f"hello, <@900> and <@{BEN}>", "304")
    await expect(page.get_by_role("alert")).to_have_text(
        "That was a message. For a picture begin with a slash, such as /imagine."
    )
    await page.reload()
    await expect(shown(page, 2)).to_be_visible()


async def test_news_elsewhere_are_marked(page: Page, stub: StubPlayground) -> None:
    await stub.send("elsewhere", channel="301")
    await page.get_by_role("button", name="studio, voice channel, news").click()
    await expect(page.get_by_role("button", name="studio, voice channel", exact=True)).to_be_visible()


async def test_a_private_thread_and_a_post_are_opened(page: Page, stub: StubPlayground) -> None:
    stub.answers["thread"] = {"ok": True, "channel": "303"}
    await page.get_by_role("button", name="New thread").click()
    dialog = page.get_by_role("dialog", name="New thread")
    await dialog.get_by_label("Name").fill("sketches")
    await dialog.get_by_label("Private").check()
    await dialog.get_by_role("button", name="Submit").click()
    act = await stub.next_act()
    assert act == {
        "person": ANN,
        "channel": "300",
        "do": "thread",
        "name": "sketches",
        "private": True,
    }
    await expect(page.get_by_role("heading", name="sketches")).to_be_visible()
    await switched(page, "ideas, forum")
    await page.get_by_role("button", name="New post").click()
    stub.answers["thread"] = {"error": "A name has 1 to 100 characters."}
    dialog = page.get_by_role("dialog", name="New post")
    await dialog.get_by_label("Name").fill("Foxes")
    await dialog.get_by_label("First message").fill("Paint foxes!")
    await dialog.get_by_role("button", name="Submit").click()
    act = await stub.next_act()
    assert (act["channel"], act["name"], act["content"]) == ("302", "Foxes", "Paint foxes!")
    await expect(dialog.get_by_role("alert")).to_have_text("A name has 1 to 100 characters.")
    await page.keyboard.press("Escape")
    await switched(page, "studio, voice channel")
    await expect(page.locator("#open-thread")).to_be_hidden()


def menu(kind: int, custom_id: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "custom_id": custom_id, "placeholder": custom_id, **more}


async def test_menus_offer_options_people_roles_and_channels(page: Page, stub: StubPlayground) -> None:
    options = [{"label": "Oil", "value": "oil"}, {"label": "Ink", "value": "ink", "description": "black"}]
    rows = [
        row(menu(3, "style", options=options)),
        row(menu(5, "user", max_values=2)),
        row(menu(6, "role")),
        row(menu(8, "channel", channel_types=[2])),
    ]
    await stub.send("message", message=message(1, "Choose", components=rows))
    await shown(page, 1).get_by_label("style").select_option("Ink: black")
    assert (await stub.next_act())["values"] == ["ink"]
    await shown(page, 1).get_by_label("role").select_option("Regulars")
    act = await stub.next_act()
    assert (act["do"], act["custom_id"], act["values"]) == ("click", "role", ["401"])
    await shown(page, 1).get_by_label("user").select_option(["Ann", "Ben"])
    await shown(page, 1).get_by_role("button", name="Choose").click()
    assert (await stub.next_act())["values"] == [ANN, BEN]
    assert await shown(page, 1).get_by_label("channel").locator("option").all_inner_texts() == ["channel", "studio"]


async def test_a_form_with_every_kind_of_field(page: Page, stub: StubPlayground) -> None:
    options = [{"label": "Oil", "value": "oil", "default": True}, {"label": "Ink", "value": "ink"}]

    def label(text: str, component: dict[str, Any]) -> dict[str, Any]:
        return {"type": 18, "label": text, "component": component}

    components = [
        {"type": 10, "content": "Tell us."},
        label("Style", {"type": 3, "custom_id": "style", "options": options}),
        label("Friend", {"type": 5, "custom_id": "friend", "max_values": 2}),
        label("Sketches", {"type": 19, "custom_id": "files", "max_values": 2}),
        label("Paper", {"type": 21, "custom_id": "paper", "options": options}),
        label("Extras", {"type": 22, "custom_id": "extras", "options": options, "required": False}),
        label("Hurry", {"type": 23, "custom_id": "hurry"}),
    ]
    await stub.send("modal", modal={"custom_id": "survey", "title": "Survey", "components": components})
    dialog = page.get_by_role("dialog", name="Survey")
    await expect(dialog.get_by_text("Tell us.")).to_be_visible()
    await dialog.get_by_label("Friend").select_option("Ben")
    picked = [{"name": name, "mimeType": "text/plain", "buffer": b"abc"} for name in ("a.txt", "b.txt")]
    await dialog.get_by_label("Sketches").set_input_files(picked)
    await dialog.get_by_role("group", name="Paper").get_by_label("Ink").check()
    await dialog.get_by_label("Hurry").check()
    await dialog.get_by_role("button", name="Submit").click()
    assert (await stub.next_act())["values"] == {
        "style": ["oil"],
        "friend": [BEN],
        "files": [{"file": "a.txt", "data": "YWJj"}, {"file": "b.txt", "data": "YWJj"}],
        "paper": ["ink"],
        "extras": ["oil"],
        "hurry": True,
    }


async def test_commands_of_messages_and_of_people(page: Page, stub: StubPlayground) -> None:
    on_user = {"id": "8", "type": 2, "name": "Greet", "description": "", "options": []}
    on_message = {"id": "9", "type": 3, "name": "Quote it", "description": "", "options": []}
    stub.commands = [*stub.commands, on_user, on_message]
    stub.messages = [message(1, "hello")]
    await page.reload()
    await shown(page, 1).hover()
    await shown(page, 1).get_by_role("button", name="Quote it").click()
    act = await stub.next_act()
    assert (act["do"], act["command"], act["message"]) == ("use_on", "Quote it", "5001")
    await page.get_by_role("listitem").filter(has_text="Ben").locator("summary").click()
    await page.get_by_role("button", name="Greet").locator("visible=true").click()
    act = await stub.next_act()
    assert (act["do"], act["command"], act["member"]) == ("use_on", "Greet", BEN)


async def test_an_admin_gives_a_role(page: Page, stub: StubPlayground) -> None:
    ben = page.get_by_role("listitem").filter(has_text="Ben")
    await expect(ben.locator("summary")).to_have_count(0)  # Ann is no admin
    await page.get_by_role("radio", name="Eve").check(force=True)
    await ben.locator("summary").click()
    await ben.get_by_label("Regulars").check()
    act = await stub.next_act()
    assert (act["do"], act["member"], act["role"], act["give"]) == ("role", BEN, "401", True)


async def test_an_admin_says_what_the_bot_may_do_in_a_channel(page: Page, stub: StubPlayground) -> None:
    await expect(page.locator("#bot-may")).to_be_hidden()
    choices = [
        {"label": "Send messages", "value": "2048", "default": True},
        {"label": "Attach files", "value": "32768", "default": True},
        {"label": "Embed links", "value": "16384", "default": False},
    ]
    stub.places = [each | {"bot_may": choices if each["id"] == "300" else None} for each in stub.places]
    await page.reload()
    await page.get_by_role("button", name="What Easel may do").click()
    dialog = page.get_by_role("dialog", name="What Easel may do in painting")
    await expect(dialog.get_by_label("Embed links")).not_to_be_checked()
    await dialog.get_by_label("Attach files").uncheck()
    await dialog.get_by_role("button", name="Submit").click()
    act = await stub.next_act()
    assert (act["do"], act["channel"], act["allowed"]) == ("allow", "300", ["2048"])


async def test_a_person_installs_the_bot_for_themselves(page: Page, stub: StubPlayground) -> None:
    bot = page.get_by_role("listitem").filter(has=page.get_by_text("bot", exact=True))
    await expect(bot.locator("summary")).to_have_count(0)
    stub.installable = True
    await page.reload()
    await bot.locator("summary").click()
    await bot.get_by_role("button", name="Install for yourself").click()
    assert (await stub.next_act())["do"] == "install"


async def test_a_place_without_commands_says_so(page: Page, stub: StubPlayground) -> None:
    await expect(page.get_by_role("heading", name="Describe a picture, watch it being painted")).to_be_visible()
    stub.commands = []
    await page.reload()
    await expect(page.get_by_role("heading", name="Easel has no commands here")).to_be_visible()
    await expect(page.get_by_role("group", name="Example prompts")).to_be_hidden()
    await composer(page).press("/")
    await expect(page.locator("#panel")).to_be_hidden()
    await switched(page, "ideas, forum")
    await expect(page.get_by_role("heading", name="A forum has only posts")).to_be_visible()


async def test_who_may_not_see_a_channel_any_more_is_led_to_the_first(page: Page, stub: StubPlayground) -> None:
    stub.messages = [message(1, "outside"), message(2, "in the thread", channel_id="303")]
    await page.reload()
    await switched(page, "sketches, private thread")
    await expect(shown(page, 2)).to_be_visible()
    stub.places = [each for each in stub.places if each["id"] != "303"]
    await stub.send("guild", channels=stub.places)
    await expect(shown(page, 1)).to_be_visible()
    await expect(page.get_by_role("button", name="sketches")).to_have_count(0)
