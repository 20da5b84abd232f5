"""The machine that paints: what it is, how fast it is, how much memory it has, and what its admin should know."""

import math
import platform
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import psutil
import torch

from generator import host
from generator.wire.capacity import seconds_of_a_step
from generator.wire.plan import Device, Precision
from generator.wire.size import Size
from words.sentence import Sentence, say

_MIB = 2**20
_PRODUCTS, _PAUSE = 20, 0.01  # short ones, spread over a moment: what else runs disturbs some of them, not all
_USUAL_STEPS = 1000  # as the notes on VQGAN-CLIP advise for full-size weights


def probe() -> Device:
    """Find the device to paint on and measure its speed, in a few tenths of a second."""
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        card = torch.cuda.is_available()
    kind: Literal["cpu", "cuda"] = "cuda" if card else "cpu"
    name = torch.cuda.get_device_name() if card else _processor()
    device = Device(
        kind=kind,
        name=name,
        threads=torch.get_num_threads(),
        gflops=peak_gflops(kind, "float32", 1024 if card else 512),
        bf16=_bf16(kind),
    )
    return device if card else device.model_copy(update={"note": _note(device, [str(c.message) for c in complaints])})


def be_exact() -> None:
    """Make the same operations on the same numbers give the same bytes from here on, or raise RuntimeError."""
    torch.use_deterministic_algorithms(True)
    # Torch would also fill all memory that it hands out, in case something is read that was never written. That takes
    # a twentieth of a step, and a test shows that no picture depends on it.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]


def memory(device: Device) -> int:
    """Return the device's memory in MiB: all of the card's own, or what is available of the host's."""
    if device.kind == "cuda":
        return int(torch.cuda.get_device_properties(0).total_memory) // _MIB
    return host.available()


def limit(device: Device, wanted: int | None) -> host.Limit | None:
    """Limit the host's memory for painting to what the admin wants, in MiB, or on a processor to its usual share."""
    return host.Limit(wanted, device.threads) if wanted or device.kind == "cpu" else None


def reset_peak_memory(device: Device) -> int:
    """Start counting peak memory anew; return the peak, in bytes, that the next reading must exceed to be known.

    That is 0 on a card and on Linux, which forget the old peak. macOS keeps the largest of the process's whole life: a
    job that exceeds it has set it, and of any other job no peak is known.
    """
    if device.kind == "cuda":
        torch.cuda.reset_peak_memory_stats()
        return 0
    try:
        # proc(5): 5 resets the peak resident set size to the current one.
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return _host_peak()
    return 0


def peak_memory(device: Device, above: int) -> int | None:
    """Return the peak memory since the last reset, in MiB: of the card, or of the host by this process.

    `above` is what `reset_peak_memory` returned. None where the peak may be older than the reset.
    """
    peak = torch.cuda.max_memory_allocated() if device.kind == "cuda" else _host_peak()
    return peak // _MIB if peak > above else None


def held_memory(device: Device) -> int:
    """Return the memory in use now, in MiB: of the host by this process, and of the card except torch's cache.

    A card reports what all processes hold together, so all of that counts.
    """
    held = host.held()
    if device.kind == "cuda":
        free, total = torch.cuda.mem_get_info()
        held += (total - free - torch.cuda.memory_reserved() + torch.cuda.memory_allocated()) // _MIB
    return held


def _host_peak() -> int:
    """Return this process's peak resident memory, in bytes: since the last reset on Linux, else in its whole life.

    getrusage(2) would serve on Linux too, but cannot be reset, and begins with the peak of the parent process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if "VmHWM:" in line)
    unit = 1 if psutil.MACOS else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _processor() -> str:
    """Return the processor's name; `platform.processor` is empty on most Linux systems."""
    return _cpuinfo("model name") or platform.processor() or platform.machine()


def _cpuinfo(name: str) -> str:
    """Return what Linux says of the first processor under `name`, "" elsewhere. psutil knows neither name nor flags."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def _bf16(kind: str) -> bool:
    """Whether the device multiplies bfloat16 in hardware, and therefore faster than float32."""
    if kind == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool({"avx512_bf16", "amx_bf16"} & set(_cpuinfo("flags").split()))


def seconds(step: Callable[[], object], kind: str) -> float:
    """Return how long a step takes: on a card from event to event, on a processor by the clock."""
    if kind == "cuda":
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))  # type: ignore[no-untyped-call]
        start.record()
        step()
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) / 1000
    before = time.perf_counter()
    step()
    return time.perf_counter() - before


def peak_gflops(kind: str, precision: Precision, side: int) -> float:
    """Measure 10^9 multiplications and additions a second, as the best of a few products of square matrices."""
    matrix = torch.ones(side, side, device=kind, dtype=getattr(torch, precision))
    best = math.inf
    for _ in range(_PRODUCTS):
        best = min(best, seconds(lambda: matrix @ matrix, kind))
        time.sleep(_PAUSE)
    return 2 * side**3 / best / 1e9


def _note(device: Device, complaints: list[str]) -> Sentence:
    """Return why painting happens on the processor, and how long a picture takes there."""
    driver = next((line for line in complaints if "driver" in line and "old" in line), None)
    alone, busy = (f"{_USUAL_STEPS * seconds / 3600:.2g}" for seconds in seconds_of_a_step(device, Size(300, 300)))
    key = "device-old-driver" if driver else "device-no-card"
    return say(key, steps=str(_USUAL_STEPS), least=alone, most=busy)


# What errors say when memory has run out, besides having a type of their own: torch's CPU allocator, C++'s new, oneDNN,
# cuBLAS, cuDNN, and a thread whose stack could not be mapped.
_OUT_OF_MEMORY = (
    "DefaultCPUAllocator",
    "can't allocate memory",
    "Cannot allocate memory",
    "bad_alloc",
    "could not create",
    "ALLOC_FAILED",
    "ALLOCATION_FAILED",
    "out of memory",
    "can't start new thread",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` means that the device or the host had no memory left."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError | OSError) and any(words in str(error) for words in _OUT_OF_MEMORY)
