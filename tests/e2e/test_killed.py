"""A playground that is killed takes the bot and its painter along."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from playground.programs.leash import Leash
from tests.e2e.easel import child
from tests.ending import Ending, below, group

ROOT = Path(__file__).parents[2]


async def test_a_killed_imagine_leaves_neither_bot_nor_painter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "playground", "--imagine", "a", "--steps", "10000", "--out", str(tmp_path)]
    environment = {**os.environ, "GENERATOR_COMMAND": child("quick.py", "--step-seconds", "0.05")}
    with Leash() as leash:
        process = await asyncio.create_subprocess_exec(
            *leash.command(command), env=environment, cwd=ROOT, stdin=leash.stdin, stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        async for line in process.stdout:
            if b'"preview' in line:
                break
        bot, *others = below(process.pid)
        assert others
        everything = Ending(*{bot, *others, *group(bot)})
        process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(everything.wait)
