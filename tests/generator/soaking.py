"""Runs many small jobs in one process, one after the other, and measures the memory it holds between them.

DATA_DIR=data python -m tests.generator.soaking JOBS     uses the first style in DATA_DIR
"""

import gc
import io
import json
import os
import queue
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from generator.engine import Engine
from generator.serve import Inbox, Server
from generator.wire.offers import offer
from generator.wire.params import settle
from generator.wire.protocol import Cancel, LastEvent, Paint, Ready, decode_event

SIZES = ("64x64", "96x64", "64x112", "80x80", "128x96")
RICH = {
    "optimizer": "nadam", "ema_decay": 0.9, "learning_rate_drop": 0.5, "augment": True, "cutouts": "exact",
    "tv_scale": 0.5, "prompt": "spring:2 | fog:-1 ^ summer",
}  # fmt: skip
IN_TURN = 10  # jobs before the kinds repeat


@dataclass(frozen=True)
class Held:
    """The memory held after a number of jobs: the bytes of all reachable tensors, and the host's memory in use."""

    jobs: int
    live: int
    resident: int

    @classmethod
    def now(cls, jobs: int) -> "Held":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(jobs, live_bytes(), pages * os.sysconf("SC_PAGE_SIZE"))


def live_bytes() -> int:
    gc.collect()
    tensors = [each for each in gc.get_objects() if issubclass(type(each), torch.Tensor)]
    return sum({each.untyped_storage()._cdata: each.untyped_storage().nbytes() for each in tensors}.values())


def soak(engine: Engine, jobs: int, at: Collection[int], folder: Path) -> tuple[list[Held], Counter[str]]:
    """Serve the jobs. Return the memory held after each of the job counts `at`, and how the jobs ended."""
    inbox: Inbox = queue.SimpleQueue()
    parent = _Parent(inbox, _jobs(engine, jobs, folder), at)
    Server(engine, inbox, parent).run()
    return parent.held, parent.ends


def _jobs(engine: Engine, jobs: int, folder: Path) -> Iterator[tuple[Paint | Cancel, ...]]:
    """Yield all kinds in turn: sizes, plans, every feature at once, one that fails, one that is cancelled."""
    style = engine.style(None).describe().defaults(None)
    for number in range(jobs):
        kind = number % IN_TURN
        changes = {"seed": number, "size": SIZES[number % len(SIZES)], "steps": 4}
        if kind in (3, 8):
            changes |= RICH
        if kind == 6:
            changes["init_image"] = "0" * 64  # does not exist
        params, _ = settle({"job": {"prompt": "a red circle", **changes}, "style": style})
        plan = offer().plan("frugal" if kind % 2 else "thrifty", engine.device)
        paint = Paint(job_id=f"{number:016}", params=params, plan=plan, folder=folder / str(number))
        yield (paint, Cancel(job_id=paint.job_id)) if kind == 9 else (paint,)
        shutil.rmtree(paint.folder, ignore_errors=True)


class _Parent(io.RawIOBase):
    """The other end of the wire. Sends the next job when one is over."""

    def __init__(self, inbox: Inbox, jobs: Iterator[tuple[Paint | Cancel, ...]], at: Collection[int]) -> None:
        self._inbox, self._jobs, self._at = inbox, jobs, at
        self.held: list[Held] = []
        self.ends: Counter[str] = Counter()

    def write(self, line: bytes) -> int:
        event = decode_event(line)
        if isinstance(event, LastEvent):
            self.ends[event.type] += 1
            if self.ends.total() in self._at:
                self.held.append(Held.now(self.ends.total()))
        if isinstance(event, LastEvent | Ready):
            for request in next(self._jobs, (None,)):
                self._inbox.put(request)
        return len(line)


if __name__ == "__main__":
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        held, ends = soak(Engine.start(), count, (IN_TURN, count // 2, count), Path(name))
    print(json.dumps({"jobs": count, "ends": ends, "held": [asdict(each) for each in held]}))
