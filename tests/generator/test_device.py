import resource
import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from generator import device as devices
from generator import host
from generator.engine import Engine
from generator.wire.plan import Device
from generator.wire.protocol import Ready, decode_event


def test_the_machine_is_measured() -> None:
    device = devices.probe()
    assert device.gflops > 0.1
    assert device.name
    assert devices.memory(device) > 500


def test_a_peak_is_that_of_what_came_after_the_reset(device: Device) -> None:
    assert devices.reset_peak_memory(device) == 0
    before = devices.peak_memory(device, 0)
    torch.ones(64 * 2**20)
    assert devices.peak_memory(device, 0) >= before + 250
    assert devices.reset_peak_memory(device) == 0
    assert devices.peak_memory(device, 0) < before + 100
    assert devices.held_memory(device) < before + 100
    kept = torch.ones(64 * 2**20)
    assert devices.held_memory(device) >= before + 200 > kept.ndim


@pytest.fixture
def macos(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A stand-in for macOS, which cannot be had here: no /proc, and lifetime peaks in bytes that a test may add to."""
    peaks = [300 * 2**20]
    monkeypatch.setattr(devices, "Path", lambda path: Path("/nowhere") / path.lstrip("/"))
    monkeypatch.setattr(devices.psutil, "LINUX", False)
    monkeypatch.setattr(devices.psutil, "MACOS", True)
    monkeypatch.setattr(devices.resource, "getrusage", lambda _: SimpleNamespace(ru_maxrss=max(peaks)))
    return peaks


def test_on_macos_a_peak_is_known_of_a_job_larger_than_all_before_it(macos, engine: Engine, params, plan) -> None:
    list(engine.paint(params, plan, None, str))
    assert engine.peak_memory() is None
    steps = engine.paint(params, plan, None, str)
    macos.append(9000 * 2**20)
    list(steps)
    assert engine.peak_memory() == 9000 - engine._held
    list(engine.paint(params, plan, None, str))
    assert engine.peak_memory() is None


def test_on_macos_held_memory_is_known_and_no_limit_is_set(macos, engine: Engine, monkeypatch) -> None:
    assert engine.held_memory() > 0
    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(host.psutil, "LINUX", False)
    assert host.Limit(1, 1).mib == 1
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_lifetimes_peak_of_the_operating_system_is_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = devices._host_peak()
    monkeypatch.setattr(devices, "Path", lambda path: Path("/nowhere") / path.lstrip("/"))
    assert devices._host_peak() >= known


def test_what_may_be_used_follows_the_limit(environment: dict[str, str]) -> None:
    limited = {**environment, "MEMORY_LIMIT_MIB": "300"}
    command = [sys.executable, "-m", "generator"]
    done = subprocess.run(command, env=limited, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    ready = decode_event(done.stdout)
    assert isinstance(ready, Ready)
    assert ready.memory == 300


@pytest.mark.parametrize(
    ("complaint", "why"),
    [
        (None, "No graphics card was found,"),
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
    note = str(devices.probe().note)

    assert why in note
    assert "1000 steps at 300x300" in note


def test_the_cost_follows_the_measured_speed() -> None:
    slow = Device(kind="cpu", name="a", threads=1, gflops=10)
    fast = slow.model_copy(update={"gflops": 1000})
    assert "hours" in str(devices._note(slow, []))
    values = [devices._note(each, []).values for each in (slow, fast)]
    least, most = (float(values[0][name]) for name in ("least", "most"))
    assert least == pytest.approx(1000 * 300 * 300 * 2927 / 480**2 / 10 / 3600, rel=0.05)
    assert most == pytest.approx(3 * least, rel=0.05)
    assert least > float(values[1]["least"])


def test_the_speed_is_that_of_the_product_that_was_disturbed_least(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = iter([8.0, 2.0, *[4.0] * 100])
    monkeypatch.setattr(devices, "seconds", lambda *_: next(taken))
    monkeypatch.setattr(devices.time, "sleep", lambda _: None)
    assert devices.peak_gflops("cpu", "float32", 1000) == pytest.approx(1)
