import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import torch

from generator import device as devices
from generator.engine import Engine
from generator.wire.plan import Device
from generator.wire.protocol import Ready, decode_event


def test_the_machine_is_measured() -> None:
    device = devices.probe()
    assert device.gflops > 0.1
    assert device.name
    assert devices.memory(device) > 500


def test_a_peak_is_that_of_what_came_after_the_reset(device: Device) -> None:
    assert devices.reset_peak_memory(device)
    before = devices.peak_memory(device)
    torch.ones(64 * 2**20)
    assert devices.peak_memory(device) >= before + 250
    assert devices.reset_peak_memory(device)
    assert devices.peak_memory(device) < before + 100
    assert devices.held_memory(device) < before + 100
    kept = torch.ones(64 * 2**20)
    assert devices.held_memory(device) >= before + 200 > kept.ndim


def test_where_the_host_tells_nothing_nothing_is_made_up(monkeypatch, engine: Engine, params, plan) -> None:
    list(engine.paint(params, plan, None, str))
    assert engine.peak_memory() > 0
    assert engine.held_memory() is not None
    monkeypatch.setattr(devices, "Path", lambda path: Path("/nowhere") / path.lstrip("/"))
    list(engine.paint(params, plan, None, str))
    assert engine.peak_memory() is None
    assert engine.held_memory() is None
    assert devices.limit_memory(1, engine.device) is None


def test_what_may_be_used_follows_the_limit(environment: dict[str, str]) -> None:
    limited = {**environment, "MEMORY_LIMIT_MIB": "300"}
    command = [sys.executable, "-m", "generator"]
    done = subprocess.run(command, env=limited, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    ready = decode_event(done.stdout)
    assert isinstance(ready, Ready)
    assert 400 < ready.memory < 1300


@pytest.mark.parametrize(
    ("complaint", "why"),
    [
        (None, "No graphics card was found."),
        ("CUDA initialization: The NVIDIA driver on your system is too old (found version 11040).", "too old"),
    ],
)
def test_painting_without_a_card_says_why_and_what_it_costs(
    monkeypatch: pytest.MonkeyPatch, complaint: str | None, why: str
) -> None:
    def is_available() -> bool:
        if complaint:
            warnings.warn(complaint, UserWarning, stacklevel=1)
        return False

    monkeypatch.setattr(torch.cuda, "is_available", is_available)
    note = devices.probe().note
    assert note is not None
    assert why in note
    assert "1000 steps at 300x300" in note


def test_the_cost_follows_the_measured_speed() -> None:
    slow = Device(kind="cpu", name="a", threads=1, gflops=10)
    fast = slow.model_copy(update={"gflops": 1000})
    assert "hours" in devices._note(slow, [])
    hours = [float(devices._note(each, []).split("about ")[1].split()[0]) for each in (slow, fast)]
    assert hours[0] == pytest.approx(1000 * 300 * 300 * 2927 / 480**2 / 10 / 3600, rel=0.01)
    assert hours[0] > hours[1]
