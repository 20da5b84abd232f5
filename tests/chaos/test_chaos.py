"""A short `make chaos`, and the control: the same harness must catch a bot that sends before it marks."""

import logging
import os
import signal
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.chaos import root
from tests.chaos import verdict as verdict_mod
from tests.chaos.harness import Options, Result, run
from tests.chaos.plan import Kills, Plan
from tests.chaos.points import Points, prepare
from tests.chaos.processes import of_run
from tests.chaos.verdict import Verdict

ROOT = Path(__file__).parents[2]
FORGETFUL = str(Path(__file__).with_name("forgetful.py"))
AT_WORK = ("note_checkpoint, after its commit", "note_checkpoint, before its commit")
SENT_AND_NOT_MARKED = ("the end's post, once it is done", "send end, after its answer")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with a short path, as a unix socket needs."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as name:
        yield Path(name)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Silence aiohttp, which logs every connection that is cut."""
    logger = logging.getLogger("aiohttp.server")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


def _kept(result: Result, folder: Path) -> None:
    assert result.complaints == [], (folder / "log.txt").read_text()


# a seed that failed once stays here
@pytest.mark.parametrize("seed", [1])
async def test_nothing_is_lost_and_nothing_comes_twice(seed: int, folder: Path) -> None:
    result = await run(Options(jobs=24, seed=seed, kills_per_job=0.3), folder)
    _kept(result, folder)
    assert result.figures["bot_kills"] >= 2
    assert result.figures["generator_kills"] >= 2
    assert result.figures["restarts"] == result.figures["bot_kills"] + result.figures["reset_tokens"]
    assert all(result.troubles[what] for what in ("outage", "block", "reset token", "lost access"))


async def test_a_bot_killed_between_sending_and_marking_sends_once(folder: Path) -> None:
    result = await run(Options(jobs=8, seed=1, kills_per_job=0.3, bot_points=SENT_AND_NOT_MARKED), folder)
    _kept(result, folder)
    assert result.bot_deaths[SENT_AND_NOT_MARKED[0]] or result.bot_deaths[SENT_AND_NOT_MARKED[1]]


async def test_a_painter_that_forgets_and_outlives_its_bot_is_caught(folder: Path) -> None:
    result = await run(Options(jobs=8, seed=1, kills_per_job=1, bot_points=AT_WORK, painter_file=FORGETFUL), folder)
    assert result.figures["wrong"] > 0
    assert result.figures["orphans"] > 0
    for pid in of_run(folder / "data"):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("row", "posts", "broken"),
    [
        ({}, 1, []),
        ({}, 0, ["lost"]),
        ({}, 2, ["duplicated"]),
        ({"delivery": "intended"}, 1, ["stuck"]),
        ({"delivery": "impossible", "refused_at": 1.0}, 0, ["stuck", "lost"]),
        ({"status": "running", "outcome": None, "delivery": "none"}, 0, ["stuck", "lost"]),
        ({"outcome": "cancelled", "delivery": "none"}, 0, ["lost"]),
        ({"outcome": "cancelled", "delivery": "none"}, 1, ["cancelled"]),
    ],
)
def test_what_is_not_well_is_counted(row: dict[str, str], posts: int, broken: list[str]) -> None:
    crowd = SimpleNamespace(posts={"a": ["post"] * posts}, acknowledged={"a"}, cancelled=set())
    verdict = Verdict()
    whole = {"id": "a", "status": "finished", "outcome": "picture", "delivery": "sent", "refused_at": None, **row}
    verdict_mod._judge_end(verdict, crowd, whole)
    assert len(verdict.complaints) == len(broken)
    for word in broken:
        assert any(word in complaint for complaint in verdict.complaints)


def test_a_seed_is_a_plan() -> None:
    one, same, other = (Plan(seed, 50) for seed in (7, 7, 8))
    assert one.wishes == same.wishes != other.wishes
    kills = [list(islice(Kills(seed, "bot", root.points(), 0.2), 99)) for seed in (7, 7, 8)]
    assert kills[0] == kills[1] != kills[2]
    troubles = [[plan.trouble("create_message", n) for n in range(2000)] for plan in (one, same, other)]
    assert troubles[0] == troubles[1] != troubles[2]
    assert 20 < sum(trouble is not None for trouble in troubles[0]) < 110


def test_the_product_has_no_crash_points() -> None:
    assert {"claim, after its commit", "send end, before it", "intend, before its commit"} <= set(root.points())
    for package in ("bot", "generator", "playground"):
        for path in (ROOT / package).rglob("*.py"):
            product = path.read_text().replace('"c", "chaos"', "")  # Midjourney's flag of this name, which is answered
            assert "chaos" not in product, path


async def test_a_bot_that_sends_and_then_marks_is_caught(folder: Path) -> None:
    result = await run(
        Options(jobs=8, seed=1, kills_per_job=0.3, protocol="naive", bot_points=SENT_AND_NOT_MARKED), folder
    )
    assert result.figures["duplicated"] > 0
    assert any("posted 2 times" in complaint for complaint in result.complaints)


def test_a_painter_that_may_be_given_a_job_which_killed_one_is_spared(tmp_path):
    prepare(tmp_path)
    points = Points(tmp_path, "painter")
    assert not points.spared()
    points.spare("a")
    assert points.spared()
    assert points.spared("a")
    assert not points.spared("b")
    points.forget("a")
    assert not points.spared()
