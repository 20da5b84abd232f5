"""The real child process, driven through its real pipes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pictures import images
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.protocol import (
    Busy,
    Cancel,
    Cancelled,
    Event,
    Failed,
    Finished,
    Message,
    Paint,
    Pause,
    Paused,
    Progress,
    Ready,
    decode_event,
    encode,
)
from generator.wire.size import Size


class Child:
    """A generator process. `ready` is its first message."""

    def __init__(self, environment: dict[str, str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen([sys.executable, "-m", "generator"], env=environment, **pipes)
        self.ready = self.next()

    def send(self, *requests: Message) -> None:
        for request in requests:
            self.process.stdin.write(encode(request))
        self.process.stdin.flush()

    def next(self) -> Event:
        return decode_event(self.process.stdout.readline())

    def until_last(self, job_id: str) -> list[Event]:
        events: list[Event] = []
        while not (events and isinstance(events[-1], Finished | Failed | Paused | Cancelled)):
            events.append(self.next())
            assert events[-1].job_id == job_id
        return events

    def end(self) -> tuple[bytes, bytes]:
        return self.process.communicate()


@pytest.fixture
def child(environment: dict[str, str]) -> Iterator[Child]:
    child = Child(environment)
    with child.process:
        yield child
        child.process.kill()


@pytest.fixture
def paint(params: Params, plan: Plan, tmp_path: Path) -> Paint:
    return Paint(job_id="a", params=params, plan=plan, folder=tmp_path)


def _longer(paint: Paint, **changes) -> Paint:
    return paint.model_copy(update={"params": paint.params.model_copy(update={"steps": 10_000, **changes})})


def test_a_job_goes_from_ready_to_finished(child: Child, paint: Paint) -> None:
    assert isinstance(child.ready, Ready)
    assert [style.name for style in child.ready.styles] == ["tiny", "dreams", "toy"]
    assert child.ready.memory > 0
    child.send(paint)
    events = child.until_last("a")
    assert isinstance(events[0], Busy)
    progress = [event for event in events if isinstance(event, Progress)]
    assert [event.step for event in progress] == [1, 2, 3]
    assert progress[0].preview is not None
    assert progress[0].preview.exists()
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert images.read_recipe(finished.result.file).params == paint.params
    out, _ = child.end()
    assert out == b""
    assert child.process.returncode == 0


def test_what_there_is_to_say_of_a_picture_is_told_with_it(child: Child, paint: Paint) -> None:
    child.send(_longer(paint, early_stop=1, early_stop_improvement=1.0, prompt="cat " * 80))
    finished = child.until_last("a")[-1]
    assert isinstance(finished, Finished)
    assert tuple(map(str, finished.notes)) == (
        "The prompt is longer than the perceptor reads: its last 5 words were left out.",
        "Stopped at step 2, since more steps brought too little.",
    )


def test_what_a_picture_is_to_be_painted_from_must_be_there(child: Child, paint: Paint) -> None:
    child.send(_longer(paint, init_image="0" * 64))
    failed = child.until_last("a")[-1]
    assert isinstance(failed, Failed)
    assert failed.kind == "bad_input"
    assert "give its file again" in str(failed.why)


def test_a_cancel_stops_its_own_job_alone(child: Child, paint: Paint) -> None:
    child.send(_longer(paint))
    while not isinstance(child.next(), Progress):
        pass
    child.send(Cancel(job_id="another"), Cancel(job_id="a"))
    assert isinstance(child.until_last("a")[-1], Cancelled)
    child.send(Cancel(job_id="b"), paint.model_copy(update={"job_id": "b"}))
    assert isinstance(child.until_last("b")[-1], Finished)


def test_a_paused_job_ends_in_the_same_bytes(child: Child, paint: Paint, tmp_path: Path) -> None:
    some = paint.model_copy(update={"params": paint.params.model_copy(update={"steps": 150})})
    child.send(some)
    undisturbed = child.until_last("a")[-1]
    child.send(some)
    while not isinstance(child.next(), Progress):
        pass
    child.send(Pause(job_id="a"))
    paused = child.until_last("a")[-1]
    assert isinstance(paused, Paused)
    child.send(some.model_copy(update={"resume_from": paused.checkpoint}))
    events = child.until_last("a")
    assert events[0].step > 1
    assert events[-1].result.sha256 == undisturbed.result.sha256


def test_it_goes_away_when_its_parent_does(child: Child, paint: Paint) -> None:
    child.send(_longer(paint))
    while not isinstance(child.next(), Progress):
        pass
    child.process.stdin.close()
    assert child.process.wait(20) == 0


def test_a_line_that_cannot_be_read_is_passed_over(child: Child, paint: Paint) -> None:
    child.process.stdin.write(b"rubbish\n")
    child.send(paint)
    assert isinstance(child.until_last("a")[-1], Finished)
    _, errors = child.end()
    assert b"could not be read" in errors
    assert b"rubbish" not in errors


def test_an_unknown_style_is_missing_weights(child: Child, paint: Paint) -> None:
    child.send(paint.model_copy(update={"params": paint.params.model_copy(update={"style": "oil"})}))
    failed = child.until_last("a")[-1]
    assert isinstance(failed, Failed)
    assert failed.kind == "missing_weights"
    assert "oil is not installed" in str(failed.why)


def test_too_little_memory_is_told_as_such(environment: dict[str, str], paint: Paint) -> None:
    child = Child({**environment, "MEMORY_LIMIT_MIB": "300"})
    child.send(_longer(paint, size=Size(2048, 2048)))
    failed = child.until_last("a")[-1]
    assert isinstance(failed, Failed)
    assert failed.kind == "out_of_memory"
    child.end()


def test_what_anybody_prints_stays_off_the_wire(environment: dict[str, str]) -> None:
    code = (
        "import os, subprocess, sys\n"
        "from generator.__main__ import claim_pipes\n"
        "requests, events = claim_pipes()\n"
        "print('python'); sys.stdout.flush(); os.write(1, b'descriptor'); subprocess.run(['echo', 'grandchild'])\n"
        "events.write(b'event'); events.flush()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, stdin=subprocess.DEVNULL)
    assert done.stdout == b"event"
    assert b"python" in done.stderr and b"descriptor" in done.stderr and b"grandchild" in done.stderr
