"""`python -m bot`: run the bot. `check` says what is missing, `invite` how to add it to a server."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot.app import make_bot, run
from bot.check import check
from bot.delivery.client import log_in
from bot.delivery.permissions import invite_link
from bot.errors import DiscordUnreachable, EaselError, StartupError
from bot.log import set_up_logging
from bot.settings import Settings, load_settings

_LOGIN_PATIENCE = 30.0  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code: 0, 1 for a refusal, 78 for a token that is not accepted.

    argparse itself exits with 2 where it does not understand.
    """
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("run", "check", "invite"), default="run")
    what = parser.parse_args(arguments).what
    try:
        settings = load_settings()
        set_up_logging(settings.log_level)
        return asyncio.run(_COMMANDS[what](settings))
    except EaselError as error:
        print(error, file=sys.stderr)
        return error.exit_code if isinstance(error, StartupError) else 1


async def _run(settings: Settings) -> int:
    await run(settings)
    return 0


async def _check(settings: Settings) -> int:
    return 0 if await check(settings, print) else 1


async def _invite(settings: Settings) -> int:
    try:
        async with (
            asyncio.timeout(_LOGIN_PATIENCE),
            await log_in(lambda: make_bot(settings), settings.discord_token) as bot,
        ):
            assert bot.application_id is not None
            print(invite_link(bot.application_id))
    except TimeoutError:
        raise DiscordUnreachable("Discord cannot be reached just now; try again later.") from None
    return 0


_COMMANDS = {"run": _run, "check": _check, "invite": _invite}

if __name__ == "__main__":
    sys.exit(main())
