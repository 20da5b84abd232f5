"""The same with the real generator and the toy weights: torch, taming-transformers and openai-clip."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from playground import World
from tests.e2e.easel import Easel, final, picture, progress


@pytest.mark.parametrize(
    ("asked", "network"),
    [({"steps": 30}, "vqgan.safetensors"), ({"method": "diffusion", "steps": 40}, "unet.safetensors")],
)
async def test_a_killed_generator_finishes_its_job_all_the_same(world: World, easel, asked, network: str) -> None:
    bot: Easel = easel()
    await bot.start()
    ann, *_ = world.people
    options = {"prompt": "a red circle on a blue background", "style": "toy", "seed": 7, **asked}
    ann.slash("imagine", **options)
    await progress(world)
    undisturbed = await final(world, ann)
    ann.slash("imagine", **options)
    await progress(world)
    (generator,) = bot.generators()
    os.kill(generator, signal.SIGKILL)
    again = await final(world, ann, after=undisturbed)
    assert picture(world, again) == picture(world, undisturbed)
    recipe = json.loads(Image.open(io.BytesIO(picture(world, again))).info["easel"])
    assert recipe["params"].items() >= (asked | {"seed": 7}).items()
    assert network in recipe["weights"]
    assert bot.generators() != [generator]


async def test_what_does_not_fit_is_refused_with_the_size_that_fits(world: World, easel) -> None:
    bot: Easel = easel(MEMORY_LIMIT_MIB="800")
    await bot.start()
    ann, _, admin = world.people
    asked = {"prompt": "a red circle", "style": "toy", "steps": 2}
    refused = r"4096x4096 is too large for the painter's 800 MiB of memory; (\d+x\d+) fits"
    answer = await ann.slash("imagine", **asked, method="diffusion", size="4096x4096").answer()
    largest = re.search(refused, answer.text)[1]
    ann.slash("imagine", **asked, method="diffusion", size=largest)
    assert (await final(world, ann)).pictures
    assert "is too large" in (await admin.slash("settings size", size="4096x4096").answer()).text
    set_up = await admin.slash("settings size", size=largest).answer()
    assert f"{largest} in this server. It is too large for: toy by vqgan_clip." in set_up.text
    by_default = await ann.slash("imagine", **asked, method="vqgan_clip").answer()
    assert "The size is this server's default, which /settings size changes." in by_default.text
    set_up = await admin.slash("settings steps", steps=2000).answer()
    assert "2000 in this server. It does not work with: toy by diffusion." in set_up.text
    by_default = await ann.slash("imagine", prompt="a red circle", style="toy", method="diffusion").answer()
    assert "at most 1000 steps. The number of steps is this server's default, which /settings steps" in by_default.text


async def test_the_token_and_the_prompt_are_in_no_log_and_no_child(world: World, easel) -> None:
    bot: Easel = easel(LOG_LEVEL="DEBUG")
    await bot.start()
    ann, *_ = world.people
    (generator,) = bot.generators()
    assert world.config.token not in Path(f"/proc/{generator}/environ").read_text()
    ann.slash("imagine", prompt="a heliotrope zeppelin", style="toy", steps=2)
    await final(world, ann)
    log = bot.log.read_text()
    assert world.config.token not in log
    assert "zeppelin" not in log


def test_the_command_line_paints_one_picture_the_same_twice(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "playground", "--imagine", "a red circle on a blue background", "--seed", "7"]
    command += ["--steps", "30"]
    outs = [tmp_path / name for name in ("one", "two")]
    for out in outs:
        done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert all(json.loads(line)["kind"] in ("created", "edited", "deleted") for line in done.stdout.splitlines())
        assert (out / "preview-001.png").exists()
    first, second = ((out / "final.png").read_bytes() for out in outs)
    assert first == second
