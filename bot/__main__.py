"""`python -m bot`: run it. `check` says what is missing, `invite` adds it to a server, `backup` copies the queue."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot.app import database_path, make_bot, run
from bot.check.all import check
from bot.delivery.client import log_in
from bot.delivery.permissions import invite_link
from bot.errors import DiscordUnreachable, EaselError, StartupError
from bot.log import get_logger, logging_to_stderr
from bot.settings import Found, find_settings
from bot.store.backup import back_up
from words.sentence import text
from words.version import VERSION

_Command = Callable[[Found, argparse.Namespace], Coroutine[Any, Any, int]]

_LOGIN_PATIENCE = 6.0  # seconds

_log = get_logger("bot")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code: 0, 1 for a refusal, 78 for a token that is not accepted.

    argparse itself exits with 2 where it does not understand.
    """
    parser = argparse.ArgumentParser(prog="python -m bot", description=text("command-bot"))
    parser.add_argument("--version", action="version", version=f"Easel {VERSION}")
    commands = parser.add_subparsers()
    parser.set_defaults(do=_run)
    commands.add_parser("run", help=text("command-run")).set_defaults(do=_run)
    checking = commands.add_parser("check", help=text("command-check"))
    checking.add_argument("--hashes", action="store_true", help=text("command-hashes"))
    checking.set_defaults(do=_check)
    commands.add_parser("invite", help=text("command-invite")).set_defaults(do=_invite)
    backup = commands.add_parser("backup", help=text("command-backup"))
    backup.add_argument("file", type=Path, metavar="FILE", help=text("command-backup-file"))
    backup.set_defaults(do=_backup)
    given = parser.parse_args(arguments)
    try:
        do: _Command = given.do
        found = find_settings()
        if do is not _check:
            found.require_right()
        level = found.settings.log_level if do is _run else "ERROR"  # the others say themselves what they find
        with logging_to_stderr(level, found.settings.log_format):
            return asyncio.run(do(found, given))
    except EaselError as error:
        print(error, file=sys.stderr)
        return error.exit_code if isinstance(error, StartupError) else 1


async def _run(found: Found, given: argparse.Namespace) -> int:
    for doubt in found.doubtful:
        _log.warning("%s", doubt)
    await run(found.settings)
    return 0


async def _check(found: Found, given: argparse.Namespace) -> int:
    return 0 if await check(found, print, hashes=given.hashes) else 1


async def _invite(found: Found, given: argparse.Namespace) -> int:
    settings = found.settings
    token = settings.token
    print(text("invite-asking"), file=sys.stderr)
    try:
        async with asyncio.timeout(_LOGIN_PATIENCE), await log_in(lambda: make_bot(settings), token) as bot:
            assert bot.application_id is not None
            print(invite_link(bot.application_id))
    except TimeoutError:
        raise DiscordUnreachable from None
    return 0


async def _backup(found: Found, given: argparse.Namespace) -> int:
    settings = found.settings
    try:
        await asyncio.to_thread(back_up, database_path(settings), given.file)
    except OSError as error:
        raise StartupError("backup-not-written", file=str(given.file), why=str(error.strerror)) from None
    print(text("backup-done", file=str(given.file), folder=str(settings.data_dir / "images")))
    return 0


if __name__ == "__main__":
    code = main()
    sys.unraisablehook = lambda _: None  # from here on nothing is printed that could wait for a log that nobody reads
    sys.exit(code)
