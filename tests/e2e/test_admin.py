"""What the person sees who is asked why it is stuck."""

import asyncio
import json
import os
import sys

import aiohttp

from playground import World
from tests.bot.monitoring.conftest import free_port  # noqa: F401
from tests.bot.store.others import held
from tests.e2e.easel import Easel, child, final, progress

SLOW = child("quick.py", "--step-seconds", "0.1")


async def _metrics(port: int) -> dict[str, float]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_status_metrics_and_a_log_in_json(world: World, easel, painter, free_port: int) -> None:  # noqa: F811
    bot: Easel = easel(
        GENERATOR_COMMAND=painter.command, LOG_LEVEL="DEBUG", LOG_FORMAT="json", METRICS_PORT=str(free_port)
    )
    await bot.start()
    ann, ben, admin = world.people
    world.faults.fail("create_message", 503)
    ann.slash("imagine", prompt="a heliotrope zeppelin", steps=20)
    ben.slash("imagine", prompt="a second zeppelin", steps=2)
    await progress(world)
    short, full = await ben.slash("status").answer(), await admin.slash("status").answer()
    assert (short.ephemeral_to, full.ephemeral_to) == (ben.id, admin.id)
    for card in (short, full):
        assert "a 128x128 picture in the style toy" in card.text
        assert "1 picture is waiting" in card.text
        assert "can paint" in card.text
        assert "zeppelin" not in card.text
    assert "disk" not in short.text
    assert "0 since the start (it died, hung or did not start); its process now uses" in full.text
    [generator] = bot.generators()
    painter.let_go()
    os.kill(generator, 9)
    await final(world, ann)
    await final(world, ben)
    told = await _metrics(free_port)
    assert told['easel_jobs_total{outcome="picture"}'] == 2
    assert told["easel_painter_deaths_total"] == 1
    assert told["easel_painter_up"] == 1
    assert told["easel_step_seconds_count"] > 10
    assert told['easel_discord_errors_total{status="503"}'] == 1
    assert told["easel_loop_lag_seconds_count"] > 10
    assert 0 < told["easel_discord_latency_seconds"] < 5
    assert "it died" in (await admin.slash("status").answer()).text
    lines = [json.loads(line) for line in bot.log.read_text().splitlines()]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert any("is ready" in line["message"] for line in lines)
    assert "zeppelin" not in bot.log.read_text()
    assert world.config.token not in bot.log.read_text()


async def test_a_locked_database_is_said_in_time_and_the_order_is_taken_afterwards(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=SLOW)
    await bot.start()
    ann, _, admin = world.people
    with held(bot.data / "easel.sqlite3"):
        refused = await ann.slash("imagine", prompt="a", steps=2).answer()
        assert refused.ephemeral_to == ann.id
        assert "another program has locked it" in refused.text
        assert "another program has locked it" in (await admin.slash("status").answer()).text
    ann.slash("imagine", prompt="a", steps=2)
    assert (await final(world, ann)).pictures
    assert "can be used again" in bot.log.read_text()


async def _check(bot: Easel, **environment: str) -> tuple[int | None, list[str]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "check", env={**bot._environment, **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode().splitlines()


async def test_check_beside_a_running_bot(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=SLOW)
    await bot.start()
    code, lines = await _check(bot)
    assert code == 0, lines
    assert any(line.startswith("ok      token: Discord knows it as ") for line in lines), lines
    assert any(line.startswith(("ok      permissions", "warning permissions")) for line in lines), lines
    assert any(line.startswith("ok      database") and "is sound: version" in line for line in lines), lines
    assert world.config.token not in "".join(lines)


async def test_check_of_a_token_that_discord_does_not_accept(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=SLOW)
    bot.log.touch()  # it is not started
    code, lines = await _check(bot, DISCORD_TOKEN="not.the.token")
    assert code == 1
    [wrong] = [line for line in lines if not line.startswith("ok")]
    assert wrong.startswith("WRONG   token: Discord does not accept this token: copy the current one")
    assert "not.the.token" not in wrong
