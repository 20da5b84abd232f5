"""The real bot on a disk of its own that fills up."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from playground import World
from playground.programs.bot_process import environment_for
from playground.programs.leash import Leash
from tests.e2e.easel import Held, finals
from tests.waiting import in_time

MOUNTED = 'mount -t tmpfs -o size=1m none "$DATA_DIR" && exec "$0" -m bot'


@pytest.fixture
def painter(folder: Path) -> Held:
    """The painter itself writes nothing while the disk is full."""
    return Held(folder, after=0)


@pytest.fixture
async def bot(world: World, folder: Path, painter: Held):
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        pytest.skip("needs a mount namespace of its own")
    (folder / "data").mkdir()
    environment = {
        **environment_for(world.config, folder / "d.sock", folder / "data"),
        "GENERATOR_COMMAND": painter.command,
    }
    with Leash() as leash:
        command = leash.command(["unshare", "-rm", "sh", "-c", MOUNTED, sys.executable])
        with (folder / "log.txt").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *command, env={**os.environ, **environment}, stdin=leash.stdin, stderr=log, start_new_session=True
            )
        await world.bot_online()
        await world.registered("imagine")
        yield process
        process.send_signal(signal.SIGTERM)
        assert await in_time(process.wait()) == 0, (folder / "log.txt").read_text()
    await world.changes.until(lambda: not world.gateway.online, what="the bot to be gone")


def _fill(ballast: Path) -> None:
    with ballast.open("ab", buffering=0) as file:
        for size in (4096, 64):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                pass


async def test_a_full_disk_is_said_and_what_was_taken_is_painted(
    world: World, bot, painter: Held, folder: Path
) -> None:
    ann, _, admin = world.people
    ballast = Path(f"/proc/{bot.pid}/root{folder}/data/ballast")
    taken = 0
    receipt = await ann.slash("imagine", prompt="a", steps=1).answer()
    while not receipt.ephemeral_to:
        taken += 1
        _fill(ballast)  # again, as the database's log may have had room of its own
        receipt = await ann.slash("imagine", prompt="a", steps=1).answer()
        assert taken < 9
    assert "the disk is full" in receipt.text
    assert "the disk is full" in (await admin.slash("status").answer()).text
    ballast.unlink()
    painter.let_go()
    receipt = await ann.slash("imagine", prompt="a", steps=1).answer()
    assert not receipt.ephemeral_to
    await world.changes.until(lambda: len(finals(world, ann)) == taken + 1, what="all pictures")
    assert all(each.pictures for each in finals(world, ann))
    assert "can be used again" in (folder / "log.txt").read_text()
