"""The product's bot, with a record of its loop's worst lag in each second. `python -m tests.load.root NOTES`"""

import asyncio
import json
import sys
import time
from pathlib import Path

from bot import app
from bot.log import logging_to_stderr
from bot.settings import find_settings
from tests.lateness import lateness

NOTE_EVERY = 1.0  # seconds


async def _noted(notes: Path) -> None:
    watching = asyncio.create_task(_watch(notes))
    try:
        await app.run(find_settings().require_right())
    finally:
        watching.cancel()


async def _watch(notes: Path) -> None:
    worst, since = 0.0, time.time()
    with notes.open("w", buffering=1) as file:
        async for late in lateness():
            worst = max(worst, late)
            if time.time() - since >= NOTE_EVERY:
                file.write(json.dumps([time.time(), worst]) + "\n")
                worst, since = 0.0, time.time()


if __name__ == "__main__":
    with logging_to_stderr("WARNING", "text"):
        asyncio.run(_noted(Path(sys.argv[1])))
