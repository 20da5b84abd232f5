"""The demo, and one picture from the command line."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from playground.errors import Ended
from playground.programs.bot_process import BOT
from playground.programs.demo import DEFAULT_DATA, DEFAULT_PORT, run_demo
from playground.programs.imagine import run_imagine
from playground.programs.terminal import DONE, REFUSED, say, until_ended
from words.version import VERSION


def parser() -> argparse.ArgumentParser:
    """Return the command line's parser. It does not know the options of /imagine: the bot registers them."""
    parser = argparse.ArgumentParser(
        prog="python -m playground",
        description="A small Discord of your own on 127.0.0.1, with Easel in it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Easel {VERSION}")
    parser.add_argument(
        "--port", type=_port, help=f"where the page is (default: the first free one from {DEFAULT_PORT})"
    )
    parser.add_argument(
        "--data", type=Path, help=f"the bot's folder (default: {DEFAULT_DATA}; with --imagine one that is removed)"
    )
    parser.add_argument(
        "--imagine", metavar="PROMPT", help="paint one picture without a page; any option of /imagine may follow"
    )
    parser.add_argument("--out", type=Path, default=Path("out"), help="where --imagine saves pictures (%(default)s)")
    return parser


def main(arguments: Sequence[str], bot: Sequence[str] = BOT) -> int:
    """Run and return the exit code."""
    known, others = parser().parse_known_args(arguments)
    painting = known.imagine is not None
    if others and not painting:
        parser().error(f"unknown: {' '.join(others)}")
    program = (
        run_imagine(known.imagine, others, known.out, bot, known.data)
        if painting
        else run_demo(known.port, known.data or DEFAULT_DATA, bot)
    )
    try:
        return asyncio.run(until_ended(program))
    except Ended:
        say("Ended.")
        return REFUSED if painting else DONE


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
