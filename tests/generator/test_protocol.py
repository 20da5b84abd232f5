import subprocess
import sys
from pathlib import Path

import pytest

from generator import protocol
from generator.params import Params, Size
from generator.plan import Device, Plan, choose, painted_size, seconds_per_step

DEVICE = Device(kind="cpu", name="a processor", threads=2, gflops=100)


def test_messages_survive_the_wire(params: Params, plan: Plan) -> None:
    request = protocol.Paint(job_id="a", params=params, plan=plan, folder=Path("there"))
    assert protocol.decode_request(protocol.encode(request)) == request
    event = protocol.Progress(job_id="a", step=1, total=2, seconds_per_step=0.5, preview=Path("p.png"))
    assert protocol.decode_event(protocol.encode(event)) == event
    assert protocol.encode(event).count(b"\n") == 1


@pytest.mark.parametrize("line", ["", "{}", '{"type":"paint"}', '{"type":"cancel","job_id":"a","extra":1}', "\x00"])
def test_what_is_not_a_request_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        protocol.decode_request(line)


def test_messages_are_frozen() -> None:
    with pytest.raises(ValueError):
        protocol.Cancel(job_id="a").job_id = "b"


def test_the_painted_size_is_the_next_multiple_of_the_factor() -> None:
    assert painted_size(Size(300, 128), 16) == Size(304, 128)


def test_a_plan_is_the_devices() -> None:
    assert choose(DEVICE) == Plan(name="plain", device="cpu", threads=2)


def test_a_step_costs_what_the_arithmetic_says() -> None:
    # 2927 GFLOP for a step at 480x480, at 100 GFLOP a second
    assert seconds_per_step(DEVICE, Size(480, 480)) == pytest.approx(29.27)


def test_what_the_bot_imports_of_the_generator_brings_no_torch() -> None:
    code = "import sys, generator.params, generator.plan, generator.protocol; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
