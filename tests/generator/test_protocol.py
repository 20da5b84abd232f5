import subprocess
import sys
from pathlib import Path

import pytest

from generator.wire import protocol
from generator.wire.params import Params
from generator.wire.plan import Plan


def test_messages_survive_the_wire(params: Params, plan: Plan) -> None:
    request = protocol.Paint(job_id="a", params=params, plan=plan, folder=Path("there"))
    assert protocol.decode_request(protocol.encode(request)) == request
    event = protocol.Progress(job_id="a", step=1, total=2, seconds_per_step=0.5, preview=Path("p.png"))
    assert protocol.decode_event(protocol.encode(event)) == event
    assert protocol.encode(event).count(b"\n") == 1


@pytest.mark.parametrize("line", ["", "{}", '{"type":"paint"}', '{"type":"cancel","job_id":"a","extra":1}', "\x00"])
def test_invalid_requests_are_refused(line: str) -> None:
    with pytest.raises(ValueError):
        protocol.decode_request(line)


def test_messages_are_frozen() -> None:
    with pytest.raises(ValueError):
        protocol.Cancel(job_id="a").job_id = "b"


def test_the_bots_imports_from_the_generator_do_not_load_torch() -> None:
    modules = "generator.wire.params, generator.wire.plan, generator.wire.protocol"
    code = f"import sys, {modules}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
