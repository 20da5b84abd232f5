"""One picture without a browser: `python -m playground --imagine "PROMPT"`."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

from playground.config import Config
from playground.errors import InvalidAction
from playground.guild import changes as c
from playground.guild.changes import PATIENCE
from playground.programs.bot_process import environment_for, running_bot
from playground.programs.terminal import DONE, MISUSED, REFUSED, say
from playground.programs.watching import Watcher
from playground.server import Playground
from playground.world import World

START_LIMIT = 300.0  # seconds for the bot to start its generator and register its commands


async def run_imagine(
    prompt: str, options: Sequence[str], out: Path, bot: Sequence[str], data: Path | None = None
) -> int:
    """Ask for one picture in a playground of its own, and return the exit code.

    `data` is the bot's folder, which has its styles; by default it is a temporary one.
    """
    try:
        given = {"prompt": prompt, **pairs(options)}
        with tempfile.TemporaryDirectory(prefix="easel-") as folder:
            # A busy machine gets its picture, too: nobody here waits for an answer as a person does.
            config, socket = Config(first_answer=PATIENCE), Path(folder) / "discord.sock"
            environment = environment_for(config, socket, data or Path(folder) / "data")
            async with Playground(config, socket=socket) as world, running_bot(bot, environment) as process:
                return await _while_alive(process, _paint(world, given, out))
    except InvalidAction as error:
        say(str(error))
        return MISUSED


def pairs(options: Sequence[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value`. InvalidAction for anything else."""
    found: dict[str, str] = {}
    rest = list(options)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or (not equals and not rest):
            raise InvalidAction(f"{name} is not an option with a value.")
        found[name.removeprefix("--")] = value if equals else rest.pop(0)
    return found


async def _while_alive(process: asyncio.subprocess.Process, work: Coroutine[Any, Any, int]) -> int:
    """Return what `work` returns, or 1 as soon as the bot ends by itself."""
    painting, dying = asyncio.create_task(work), asyncio.create_task(process.wait())
    try:
        await asyncio.wait({painting, dying}, return_when=asyncio.FIRST_COMPLETED)
        if painting.done():
            return painting.result()
        say(f"The bot ended by itself with exit code {dying.result()}; above is what it said last.")
        return REFUSED
    finally:
        for task in (painting, dying):
            task.cancel()
        await asyncio.gather(painting, dying, return_exceptions=True)


async def _paint(world: World, given: Mapping[str, str], out: Path) -> int:
    try:
        await world.registered("imagine", START_LIMIT)
        await world.bot_online(START_LIMIT)
    except TimeoutError as error:
        say(str(error))
        return REFUSED
    person = world.people[0]
    watcher = Watcher(person.id, world.cdn, out)
    with world.changes.queue() as queue:
        person.use("imagine", given)
        await asyncio.to_thread(_empty, out)
        await _watch(watcher, queue, world)
    say(f"The picture is {watcher.final}." if watcher.final else f"No picture: {watcher.refusal}")
    return DONE if watcher.final else REFUSED


def _empty(out: Path) -> None:
    """Make the folder, and delete an earlier run's pictures, which could pass for this run's."""
    out.mkdir(parents=True, exist_ok=True)
    for earlier in (*out.glob("preview-*.png"), out / "final.png"):
        earlier.unlink(missing_ok=True)


async def _watch(watcher: Watcher, queue: "asyncio.Queue[c.Change]", world: World) -> None:
    began = world.config.now()
    while not watcher.ended:
        change = await queue.get()
        if line := watcher.look(change, world.config.now() - began):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
