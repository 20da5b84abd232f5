"""The real bot as a process on the playground, to be started, stopped and killed."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from playground import World
from playground.guild.messages import Message
from playground.people.person import Person
from playground.programs.bot_process import environment_for
from playground.programs.leash import Leash
from tests.waiting import in_time

CHILDREN = Path(__file__).parents[1] / "children"


def child(name: str, *arguments: str) -> str:
    """A generator command: one of the small children."""
    return " ".join([sys.executable, str(CHILDREN / name), *arguments])


class Held:
    """A painter that goes on, after the second step of each picture, once it is let go."""

    def __init__(self, folder: Path, after: int = 2) -> None:
        self._gate = folder / "go"
        self.command = child(
            "quick.py", "--step-seconds", "0.01", "--hold", str(self._gate), "--hold-after", str(after)
        )

    def let_go(self) -> None:
        """Paint every picture to its end."""
        self._gate.touch()

    def hold(self) -> None:
        """Hold the pictures that begin from now on."""
        self._gate.unlink()


class Easel:
    """Starts, ends and kills the bot; what it says is kept in `log`."""

    def __init__(self, world: World, socket: Path, data: Path, environment: Mapping[str, str]) -> None:
        self.world = world
        self.data = data
        self.log = data / "log.txt"
        self._environment = {**os.environ, **environment_for(world.config, socket, data), **environment}
        self._process: asyncio.subprocess.Process | None = None
        self._leash: Leash | None = None

    async def start(self) -> None:
        self._leash = leash = Leash()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *leash.command([sys.executable, "-m", "bot"]), env=self._environment, stdin=leash.stdin,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        await self.world.bot_online()
        await self.world.registered("imagine")

    def set(self, **environment: str) -> None:
        """Change settings, from the next start on."""
        self._environment |= environment

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """End the bot with a signal, wait until it is offline, and return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(number)
        code = await self._gone(process)
        await self.world.changes.until(lambda: not self.world.gateway.online, what="the bot to be gone")
        return code

    async def ended(self) -> int:
        """Wait for a bot that ends by itself; return its exit code."""
        process, self._process = self._process, None
        assert process is not None
        return await self._gone(process)

    async def _gone(self, process: asyncio.subprocess.Process) -> int:
        assert self._leash is not None
        with self._leash:
            try:
                return await in_time(process.wait())
            except TimeoutError as error:
                error.add_note(f"The end of what the bot said:\n{self.log.read_text()[-4000:]}")
                raise

    async def restart(self, number: int = signal.SIGTERM) -> None:
        await self.stop(number)
        await self.start()

    def generators(self) -> list[int]:
        """The process ids of the bot's child processes."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


async def final(world: World, person: Person, after: Message | None = None) -> Message:
    """The message that pings the person: a picture or the reason why there is none."""
    return await world.channel.wait_for(
        lambda each: person.id in each.pings and (after is None or int(each.id) > int(after.id))
    )


async def progress(world: World) -> Message:
    """A message that shows a step and a preview."""
    return await world.channel.wait_for(lambda each: "step" in each.text and each.pictures and not each.pings)


def button(found: Message, label: str) -> str:
    """The custom_id of a message's button."""
    component = found.button(label)
    assert component is not None, f"no button {label} in {found.text}"
    return str(component["custom_id"])


def finals(world: World, person: Person) -> list[Message]:
    """All messages that ping the person, in order."""
    return [each for each in world.channel.messages if person.id in each.pings]


def picture(world: World, found: Message) -> bytes:
    """The bytes of the picture that a message shows."""
    assert found.pictures, found.text
    return world.cdn.open(found.pictures[0]).data
