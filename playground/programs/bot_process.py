"""The bot's process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from playground.config import Config
from playground.programs.leash import Leash
from playground.programs.leashed import GRACE

BOT = (sys.executable, "-m", "bot")
STDERR = 2


@asynccontextmanager
async def running_bot(
    command: Sequence[str], environment: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot while the block lasts. Its output goes to stderr.

    It has its own process group: Ctrl-C in a terminal reaches it once, from here, and no process of it is left over,
    not even when this one is killed.
    """
    with Leash() as leash:
        process = await asyncio.create_subprocess_exec(
            *leash.command(command),
            env={**os.environ, **environment},
            stdin=leash.stdin,
            stdout=STDERR,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            await _end(process)


def environment_for(config: Config, socket: Path, data: Path) -> dict[str, str]:
    """Return the environment in which the bot connects to this playground instead of Discord."""
    return {
        "DISCORD_TOKEN": config.token,
        "DISCORD_SOCKET": str(socket),
        "DATA_DIR": str(data),
        "GUILD_READY_TIMEOUT": "0.05",
    }


async def _end(process: asyncio.subprocess.Process) -> None:
    """Terminate the bot, and kill what is left of its group."""
    _signal(process, signal.SIGTERM)
    with suppress(TimeoutError):
        async with asyncio.timeout(GRACE):
            await process.wait()
    _signal(process, signal.SIGKILL)
    await process.wait()


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
