import warnings

import pytest
import torch

from generator import device as devices
from generator.plan import Device


def test_the_machine_is_measured() -> None:
    device = devices.probe()
    assert device.gflops > 0.1
    assert device.name
    assert devices.memory(device) > 500
    assert 0 < devices.peak_memory(device) <= devices.memory(device)


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
