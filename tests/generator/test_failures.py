"""How the server reports errors inside a step, with an engine that breaks."""

import io
import queue
from collections.abc import Iterator

import pytest
import torch

from generator.engine import Engine
from generator.serve import Server
from generator.wire.protocol import Event, Failed, Paint, Progress, decode_event

PROMPT = "a heliotrope zeppelin"


class Broken(Engine):
    """Paints one step and then fails, after which its GPU stops responding."""

    error: BaseException = RuntimeError()

    def paint(self, *arguments) -> Iterator:
        yield next(super().paint(*arguments))
        raise self.error

    def held_memory(self) -> int | None:
        raise torch.AcceleratorError("CUDA error: the launch timed out and was terminated")


class Patient(queue.Queue):
    """An inbox that hides its end while a job is being painted."""

    def empty(self) -> bool:
        return True


@pytest.fixture
def serve(style, device, params, plan, tmp_path):
    def events(error: BaseException) -> list[Event]:
        engine, inbox, wire = Broken(device, {"tiny": style}), Patient(), io.BytesIO()
        engine.error = error
        asked = params.model_copy(update={"prompt": PROMPT})
        inbox.put(Paint(job_id="a", params=asked, plan=plan, folder=tmp_path))
        inbox.put(None)
        Server(engine, inbox, wire).run()
        return [decode_event(line) for line in wire.getvalue().splitlines()]

    return events


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."), "out_of_memory"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"), "out_of_memory"),
        (torch.AcceleratorError("CUDA error: out of memory"), "out_of_memory"),
        (MemoryError(), "out_of_memory"),
        (torch.AcceleratorError("CUDA error: an illegal memory access was encountered"), "internal"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), "internal"),
        (RuntimeError(f"what is {PROMPT}?"), "internal"),
    ],
)
def test_an_error_in_a_step_is_told_even_where_the_card_is_lost(serve, capsys, error, kind) -> None:
    events = serve(error)
    assert isinstance(events[-2], Progress)
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.held_memory) == (kind, None)
    assert PROMPT not in str(failed.why)
    printed = capsys.readouterr().err
    assert PROMPT not in printed
    assert (kind == "internal") == (f"{type(error).__name__}\n" in printed and "in paint" in printed)
