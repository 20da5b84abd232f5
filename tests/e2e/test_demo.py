"""The demo from one start to the next: the real bot, and a playground that remembers its channels."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playground import Config, Playground, World
from playground.programs.demo import furnish
from playground.programs.keeper import Keeper
from tests.e2e.easel import Easel, child, final, progress

SLOW = child("quick.py", "--step-seconds", "0.05")


@asynccontextmanager
async def demo(config: Config, socket: Path, folder: Path) -> AsyncIterator[tuple[World, Easel]]:
    playground = Playground(config, socket=socket)
    furnish(playground.world)
    Keeper(playground.world, folder / "channels").begin()
    async with playground as world:
        bot = Easel(world, socket, folder, {"GENERATOR_COMMAND": SLOW})
        try:
            await bot.start()
            yield world, bot
        finally:
            await bot.stop()


async def test_a_picture_that_goes_on_after_a_restart_shows_its_progress_in_the_same_message(
    config: Config, socket: Path, folder: Path
) -> None:
    async with demo(config, socket, folder) as (world, bot):
        ann = world.people[0]
        card = await ann.slash("imagine", prompt="a red circle", seed=7, steps=60).answer()
        painting = await progress(world)
        await bot.stop(signal.SIGKILL)
        before = world.channel.get(painting.id)
    async with demo(config, socket, folder) as (world, _):
        ann = world.people[0]
        await world.channel.wait_for(
            lambda each: each.id == painting.id and "step" in each.text and each.text != before.text
        )
        done = await final(world, ann)
        await world.changes.until(lambda: world.channel.get(card.id).text.startswith("Painted"), what="the card's end")
        assert done.id in world.channel.get(card.id).text
