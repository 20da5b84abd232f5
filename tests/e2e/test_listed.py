"""A server that is not in GUILDS: one private sentence for everybody, and nothing is queued."""

import sqlite3
from contextlib import closing

from playground import World
from tests.e2e.easel import Easel, button, child, final

REFUSAL = "This server is not on the list of servers that may use this Easel; ask the bot's owner."
QUICK = child("quick.py")
COMMANDS = (
    "imagine",
    *("queue", "cancel", "show", "about", "status", "settings show", "styles show", "logs", "resume"),
)


def _jobs(bot: Easel) -> int:
    with closing(sqlite3.connect(bot.data / "easel.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM jobs").fetchone()[0]


async def test_every_command_of_a_server_that_is_not_listed_is_refused(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK, GUILDS="1")
    await bot.start()
    ann = world.people[0]
    for name in COMMANDS:
        options = {"prompt": "a red circle"} if name == "imagine" else {}
        answer = await ann.slash(name, **options).answer()
        assert (answer.ephemeral_to, answer.text) == (ann.id, REFUSAL), name
    for command, option in (("imagine", "style"), ("cancel", "job")):
        assert await ann.autocomplete(command, option) == []
    assert "Traceback" not in bot.log.read_text()
    assert not [each for each in world.channel.messages if not each.ephemeral_to]
    assert _jobs(bot) == 0


async def test_old_pictures_of_a_server_that_is_no_longer_listed_are_not_painted_again(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK, GUILDS=world.guild.id)
    await bot.start()
    ann, ben, _ = world.people
    ann.slash("imagine", prompt="a red circle", steps=2)
    done = await final(world, ann)
    await bot.stop()
    bot.set(GUILDS="1")
    await bot.start()
    for label in ("Same seed", "New seed"):
        answer = await ben.click(done, button(done, label)).answer()
        assert (answer.ephemeral_to, answer.text) == (ben.id, REFUSAL)
    ben.react(done, "🔁")
    await world.channel.wait_for(lambda each: REFUSAL in each.text and not each.ephemeral_to)
    assert _jobs(bot) == 1


async def test_the_owner_sees_which_servers_there_are(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK, GUILDS=f"{world.guild.id},1")
    await bot.start()
    owner, ben, admin = world.people
    seen = [(await person.slash("status").answer()).text for person in (owner, ben, admin)]
    assert [world.guild.id in text for text in seen] == [True, False, False]
    assert world.guild.name in seen[0]
