"""One process paints many jobs without growing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from generator.engine import Engine
from tests.generator.soaking import IN_TURN, soak

_MIB = 2**20


def test_twenty_jobs_leave_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    (after_ten, after_twenty), ends = soak(engine, 20, (IN_TURN, 2 * IN_TURN), tmp_path)
    assert ends == {"finished": 16, "failed": 2, "cancelled": 2}
    assert after_twenty.live == after_ten.live > 0


def test_what_stays_behind_is_seen(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[torch.Tensor] = []
    paint = engine.paint
    monkeypatch.setattr(engine, "paint", lambda *given: left.append(torch.ones(1000)) or paint(*given))
    (after_two, after_three), _ = soak(engine, 3, (2, 3), tmp_path)
    assert after_three.live == after_two.live + 4000


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_jobs_in_a_process_of_their_own(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.generator.soaking", "500"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    print(done.stdout)
    told = json.loads(done.stdout)
    assert told["ends"] == {"finished": 400, "failed": 50, "cancelled": 50}
    first, middle, last = told["held"]
    assert last["live"] == middle["live"] == first["live"]
    assert last["resident"] - middle["resident"] < 8 * _MIB
