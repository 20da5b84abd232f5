"""The demo: a playground with a page and a bot, until somebody ends it."""

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

from playground.config import Config
from playground.errors import AlreadyRunning
from playground.guild.channels import ChannelKind
from playground.programs.bot_process import environment_for, running_bot
from playground.programs.keeper import Keeper
from playground.programs.only_one import only_one
from playground.programs.terminal import REFUSED, say
from playground.server import Playground
from playground.world import World

DEFAULT_PORT = 8765
DEFAULT_DATA = Path("data/playground")


async def run_demo(port: int | None, data: Path, bot: Sequence[str]) -> int:
    """Serve until cancelled, or until the bot ends by itself. Return the exit code."""
    try:
        await asyncio.to_thread(data.mkdir, parents=True, exist_ok=True)
        with only_one(data) as claim, tempfile.TemporaryDirectory(prefix="easel-") as folder:
            config, socket = Config(), Path(folder) / "discord.sock"
            playground = Playground(config, socket=socket, port=port or DEFAULT_PORT, search=port is None)
            furnish(playground.world)
            Keeper(playground.world, data / "channels").begin()
            async with playground, running_bot(bot, environment_for(config, socket, data)) as process:
                claim.tell(playground.address)
                greet(playground)
                code = await process.wait()
    except AlreadyRunning as running:
        where = f" at {running}" if str(running) else ""
        say(f"The playground is already running{where}; it has the folder {data}. For another one, use --data.")
        return REFUSED
    except OSError as error:
        say(f"The playground cannot start: {error.strerror}.")
        return REFUSED
    say(f"The bot ended by itself with exit code {code}; above is what it said last.")
    return REFUSED


def furnish(world: World) -> None:
    """Add a channel of each other kind, and a role to give. Their ids are the same at each start."""
    world.add_channel("studio", ChannelKind.VOICE)
    world.add_channel("ideas", ChannelKind.FORUM)
    world.add_role("Regulars")


def greet(playground: Playground) -> None:
    """Say the page's address, and open it, or say how to reach it from another machine."""
    say(f"\n  Easel's playground: {playground.address}\n  Ctrl-C ends it.\n")
    if has_desktop(os.environ):
        webbrowser.open(playground.address)
    else:
        port, host = playground.port, os.uname().nodename
        say(f"  No desktop here. From your own machine:  ssh -L {port}:127.0.0.1:{port} {host}\n")


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Tell whether a browser can open: always on macOS, elsewhere under X or Wayland."""
    return sys.platform == "darwin" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
