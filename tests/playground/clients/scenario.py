"""What every library must be able to do here, with a bot of a few lines that is written in it.

A bot gets the API's address in `API` and its token in `TOKEN`, and has two commands. `/card` answers with a button
`again`, a button `form` and a menu `style`; `/large` defers and then sends a file of 9 MiB. The form has one text.
"""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playground import Bucket, Config, Playground, World
from playground.guild.messages import Message
from playground.programs.leash import Leash
from tests.playground.clients.install import Library

LARGE = 9 * 2**20
PATIENCE = 60.0  # seconds for one step; a library that can do it needs less than one of them
# the API has its own limits tested; here they would only make it slow
WIDE = Config(buckets={}, other_bucket=Bucket(1000, 1.0), global_bucket=Bucket(1000, 1.0), first_answer=PATIENCE)


@dataclass
class Run:
    """What a bot did: each step with what went wrong, or None. `log` is what the bot printed."""

    library: Library
    steps: dict[str, str | None] = field(default_factory=dict)
    log: str = ""

    def mark(self, step: str) -> str:
        """Return whether a step was done, or was not reached."""
        return "–" if step not in self.steps else "no" if self.steps[step] else "yes"


class Scenario:
    """The steps, as Ann takes them. AssertionError or TimeoutError where the bot does not do its part."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ann = world.people[0]
        self._card: Message | None = None

    async def connected(self) -> None:
        await self._world.bot_online(PATIENCE)

    async def registered(self) -> None:
        for name in ("card", "large"):
            await self._world.registered(name, PATIENCE)

    async def heard(self) -> None:
        self._asked = self._ann.slash("card")
        await self._asked.answered(PATIENCE)

    async def answered(self) -> None:
        self._card = await self._asked.answer(PATIENCE)
        assert self._card.content == "Card"
        assert {each.get("custom_id") for each in self._card.components()} == {None, "again", "form", "style"}

    async def large(self) -> None:
        message = await self._ann.slash("large").answer(PATIENCE)
        file = self._world.cdn.open(message.attachments[0]["url"])
        assert file.data == bytes(LARGE), f"{len(file.data)} bytes arrived"

    async def button(self) -> None:
        assert (await self._ann.click(self._shown, "again").answer(PATIENCE)).content == "Again."

    async def select(self) -> None:
        message = await self._ann.click(self._shown, "style", ["oil"]).answer(PATIENCE)
        assert (message.content, message.ephemeral_to) == ("Style oil", self._ann.id)

    async def modal(self) -> None:
        ask = self._ann.click(self._shown, "form")
        await ask.modal(PATIENCE)
        assert (await self._ann.submit_modal(ask, text="hello").answer(PATIENCE)).content == "You wrote hello"

    async def resumed(self) -> None:
        self._world.faults.drop_socket()
        await self._world.changes.until(lambda: not self._world.gateway.online, PATIENCE, "the bot to be gone")
        missed = self._ann.slash("card")  # it must not be lost
        await self._world.changes.until(self._told_of_the_resume, PATIENCE, "the bot to resume")
        assert (await missed.answer(PATIENCE)).content == "Card"
        assert [each.event for each in self._world.tape.dispatches].count("READY") == 1

    def _told_of_the_resume(self) -> bool:
        return any(each.event == "RESUMED" for each in self._world.tape.dispatches)

    @property
    def _shown(self) -> Message:
        assert self._card
        return self._card


STEPS: dict[str, Callable[[Scenario], Awaitable[None]]] = {
    "connect": Scenario.connected,
    "register": Scenario.registered,
    "interaction": Scenario.heard,
    "answer": Scenario.answered,
    "9 MiB": Scenario.large,
    "button": Scenario.button,
    "select": Scenario.select,
    "modal": Scenario.modal,
    "resume": Scenario.resumed,
}


async def run(library: Library, folder: Path) -> Run:
    """Run the bot of a library that is installed in `folder`, until a step fails."""
    playground = Playground(WIDE, port=0)
    async with playground as world, _bot(library, folder, playground) as bot:
        scenario, result = Scenario(world), Run(library)
        reading = asyncio.create_task(_read(bot))
        for name, step in STEPS.items():
            wrong = await _tried(step(scenario), bot)
            unknown = ", ".join(world.tape.unknown_routes)
            result.steps[name] = wrong or (f"not there: {unknown}" if unknown else None)
            if result.steps[name]:
                break
        _kill(bot)
        result.log = await reading
    return result


@asynccontextmanager
async def _bot(library: Library, folder: Path, playground: Playground) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot while the block lasts, and no longer than this process."""
    here = {"API": f"{playground.address}/api", "TOKEN": playground.world.config.token}
    environment = os.environ | library.environment(folder) | here
    with Leash() as leash:
        bot = await asyncio.create_subprocess_exec(
            *leash.command(library.command),
            env=environment,
            cwd=folder,
            stdin=leash.stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield bot
        finally:
            _kill(bot)
            await bot.wait()


def _kill(bot: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(bot.pid, signal.SIGKILL)


async def _read(bot: asyncio.subprocess.Process) -> str:
    assert bot.stdout
    return (await bot.stdout.read()).decode(errors="replace")


async def _tried(step: Awaitable[None], bot: asyncio.subprocess.Process) -> str | None:
    """Return what went wrong with a step. A bot that has ended is not waited for."""
    done, ended = asyncio.ensure_future(step), asyncio.ensure_future(bot.wait())
    await asyncio.wait({done, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if not done.done():
        done.cancel()
        return f"the bot ended with {bot.returncode}"
    error = done.exception()
    return f"{type(error).__name__}: {error}" if error else None
