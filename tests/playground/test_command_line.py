"""`python -m playground`, with these tests' small bot in place of Easel."""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from playground.programs.demo import has_desktop
from playground.programs.imagine import pairs
from playground.programs.leash import Leash
from tests.playground.client import png
from tests.waiting import in_time

MAIN = "import sys; from playground.__main__ import main; sys.exit(main(sys.argv[2:], bot=sys.argv[1].split()))"
SMALL_BOT = f"{sys.executable} -m tests.playground.client"
ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def started(*arguments: str, bot: str = SMALL_BOT) -> AsyncIterator[Process]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with Leash() as leash:
        command = leash.command([sys.executable, "-c", MAIN, bot, *arguments])
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdin=leash.stdin, stdout=PIPE, stderr=PIPE
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.communicate()


async def run(*arguments: str, bot: str = SMALL_BOT) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr."""
    async with started(*arguments, bot=bot) as process:
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()


async def test_one_picture(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    code, stdout, stderr = await run("--imagine", "a red circle", "--steps", "7", "--size=large", "--out", str(out))
    assert code == 0, stderr
    assert sorted(path.name for path in out.iterdir()) == ["final.png", "preview-001.png", "preview-002.png"]
    assert (out / "preview-002.png").read_bytes() == png(shade=2)
    assert (out / "final.png").read_bytes() == png(shade=9)
    lines = [json.loads(line) for line in stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["created", "created", "edited", "edited", "created"]
    assert "a red circle, 7 steps" in lines[0]["text"]
    assert lines[-1]["attachments"] == ["final.png"]


@pytest.mark.parametrize(
    ("prompt", "sentence"),
    [
        ("refuse", "No picture: Not this one."),
        ("fail", "There is no memory left."),
        ("crash", "The bot ended by itself with exit code 3"),
    ],
)
async def test_no_picture_is_exit_code_1(tmp_path: Path, prompt: str, sentence: str) -> None:
    (tmp_path / "final.png").write_bytes(b"of an earlier run")
    code, _, stderr = await run("--imagine", prompt, "--out", str(tmp_path))
    assert (code, sentence in stderr) == (1, True), stderr
    assert not (tmp_path / "final.png").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--imagine", "x", "--colour", "red"], "/imagine has no option 'colour'; it has prompt, steps, size"),
        (["--imagine", "x", "--steps", "0"], "steps must be at least 1."),
        (["--imagine", "x", "--steps"], "--steps is not an option with a value."),
        (["--port", "0"], "a port is a number from 1 to 65535"),
        (["--colour", "red"], "unknown: --colour red"),
    ],
)
async def test_wrong_use_is_exit_code_2(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    code, stdout, stderr = await run(*arguments, "--out", str(tmp_path / "out"))
    assert (code, stdout, sentence in stderr, "Traceback" in stderr) == (2, "", True, False), stderr
    assert not (tmp_path / "out").exists()


def test_options_are_read_in_both_forms() -> None:
    assert pairs(["--seed", "-7", "--size=64x64"]) == {"seed": "-7", "size": "64x64"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_demo_lasts_until_it_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    async with started("--data", str(tmp_path / "data")) as process:
        address = await _address(process)
        async with aiohttp.ClientSession() as session:
            state = await _online(session, address)
            assert state["bot"]["name"] == "Easel"
        port = address.rsplit(":", 1)[1]
        await in_time(process.stderr.readuntil(f"ssh -L {port}:127.0.0.1:{port} ".encode()))
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children
        process.send_signal(number)
        assert await in_time(process.wait()) == 0
        assert not any(Path(f"/proc/{child}").exists() for child in children)


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    async with started("--data", str(tmp_path / "data")) as process:
        address = await _address(process)
        code, _, stderr = await run("--port", address.rsplit(":", 1)[1], "--data", str(tmp_path / "other"))
        assert (code, "is taken" in stderr, "Traceback" in stderr) == (1, True, False)


async def test_a_second_demo_says_where_the_first_one_is(tmp_path: Path) -> None:
    async with started("--data", str(tmp_path)) as process:
        address = await _address(process)
        code, stdout, stderr = await run("--data", str(tmp_path))
        assert (code, stdout) == (1, "")
        has = f"it has the folder {tmp_path}. For another one, use --data."
        assert stderr.splitlines() == [f"The playground is already running at {address}; {has}"]
        process.kill()
        await process.wait()
    async with started("--data", str(tmp_path)) as process:  # a killed one keeps nothing locked
        await _address(process)


async def test_a_bot_that_dies_ends_the_demo(tmp_path: Path) -> None:
    code, _, stderr = await run("--data", str(tmp_path), bot=f"{sys.executable} -c 1/0")
    assert code == 1
    assert "ZeroDivisionError" in stderr
    assert "The bot ended by itself with exit code 1" in stderr


@pytest.mark.parametrize(
    ("environment", "expected"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)]
)
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS always has a desktop")
def test_where_a_browser_can_be_shown(environment: dict[str, str], expected: bool) -> None:
    assert has_desktop(environment) is expected


async def _address(process: Process) -> str:
    while not (found := re.search(rb"http://127\.0\.0\.1:\d+", await in_time(process.stderr.readline()))):
        pass
    return found[0].decode()


async def _online(session: aiohttp.ClientSession, address: str) -> dict:
    """Return the page's state once the bot is online."""
    async with session.get(f"{address}/page/events") as answer:
        while True:
            async with session.get(f"{address}/page/state") as answered:
                state = await answered.json()
            if state["bot"]["online"]:
                return state
            await answer.content.readline()
