"""The bot as a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from playground.config import Config

BOT = (sys.executable, "-m", "bot")
GRACE = 15.0  # seconds between TERM and KILL: the bot must end its generator first
STDERR = 2


@asynccontextmanager
async def running_bot(
    command: Sequence[str], environment: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot while the block lasts. All it says goes to stderr. OSError when it cannot be started.

    It gets a process group of its own: Ctrl-C in a terminal reaches it once, from here, and nothing of it stays.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=STDERR,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        await _end(process)


def environment_for(config: Config, socket: Path, data: Path) -> dict[str, str]:
    """Return what the bot must know to find this playground instead of Discord."""
    return {
        "DISCORD_TOKEN": config.token,
        "DISCORD_SOCKET": str(socket),
        "DATA_DIR": str(data),
        "GUILD_READY_TIMEOUT": "0.05",
    }


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask it to end; kill what is left of its group."""
    _signal(process, signal.SIGTERM)
    with suppress(TimeoutError):
        async with asyncio.timeout(GRACE):
            await process.wait()
    _signal(process, signal.SIGKILL)
    await process.wait()


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
