"""While another program has locked the database, whatever a person does is answered, with a sentence if need be.

Without a deadline none of it would be: the lock is held until all of it is.
"""

import asyncio
from collections.abc import Iterator

from playground import World
from playground.guild.messages import Message
from playground.people.person import Ask
from tests.bot.store.others import held
from tests.e2e.easel import Easel, button, child, final

LOCKED = "another program has locked it"
OPTIONS = {
    "imagine": {"prompt": "a"},
    "cancel": {},
    "queue": {},
    "show": {},
    "status": {},
    "about": {},
    "logs": {},
    "resume": {},
    "settings size": {"size": "128x128"},
    "settings steps": {"steps": 5},
    "settings style": {"style": "toy"},
    "settings role_limit": {"limit": 1},
    "settings show": {},
    "styles show": {},
    "styles fetch": {"name": "oil"},
}
WITHOUT_DATABASE = {"about", "logs", "resume", "styles show", "styles fetch"}
SUGGESTED = {  # what can be suggested without the database
    ("imagine", "size"): True,
    ("imagine", "style"): True,
    ("settings size", "size"): True,
    ("settings style", "style"): True,
    ("styles fetch", "name"): False,  # this painter has nothing to fetch
    ("show", "picture"): False,
    ("cancel", "job"): False,
}


def leaves(world: World) -> Iterator[tuple[str, list[dict]]]:
    """Each command that the bot has registered, with its options."""
    for command in world.commands.all():
        inner = [option for option in command.get("options", []) if option["type"] == 1]
        for leaf in inner:
            yield f"{command['name']} {leaf['name']}", leaf.get("options", [])
        if not inner:
            yield command["name"], command.get("options", [])


async def buttons(world: World) -> dict[str, Message]:
    """A message for each kind of button, by its label; the picture that is cancelled is still being painted."""
    ann = world.people[0]
    await ann.slash("imagine", prompt="a", size="320x240").answer()
    failure = await final(world, ann)
    await ann.slash("imagine", prompt="a").answer()
    painted = await final(world, ann, after=failure)
    receipt = await ann.slash("imagine", prompt="long", steps=10_000).answer()
    return {"smaller": failure, "same": painted, "new": painted, "delete": painted, "cancel": receipt}


def press(world: World, kind: str, message: Message) -> Ask:
    labels = {"smaller": "Paint it at", "same": "Same seed", "new": "New seed", "delete": "Delete", "cancel": "Cancel"}
    return world.people[0].click(message, button(message, labels[kind]))


async def said_by(ask: Ask) -> str:
    return (await ask.answer()).text


async def test_a_locked_database_is_said_to_whatever_a_person_does(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=child("out_of_memory.py"))
    await bot.start()
    owner, _, admin = world.people
    found = await buttons(world)
    offered = dict(leaves(world))
    assert offered.keys() == OPTIONS.keys()
    assert all((each["contexts"], each["integration_types"]) == ([0], [0]) for each in world.commands.all())
    suggesting = {(name, each["name"]) for name, specs in offered.items() for each in specs if each.get("autocomplete")}
    assert suggesting == SUGGESTED.keys()
    OPTIONS["settings role_limit"]["role"] = next(iter(world.guild.roles.values())).id
    with held(bot.data / "easel.sqlite3"):
        asks = {kind: press(world, kind, message) for kind, message in found.items()}
        asks |= {
            name: (admin if name.startswith("settings") else owner).slash(name, **options)
            for name, options in OPTIONS.items()
        }
        owner.react(found["same"], "🔁")
        suggested = asyncio.gather(*(admin.autocomplete(*each) for each in SUGGESTED))
        told = dict(zip(asks, await asyncio.gather(*map(said_by, asks.values())), strict=True))
        assert [bool(choices) for choices in await suggested] == list(SUGGESTED.values())
        await world.channel.wait_for(lambda each: LOCKED in each.text and f"<@{owner.id}>" in each.text)
    assert {name for name, text in told.items() if LOCKED not in text} == WITHOUT_DATABASE, told
