"""The machine that paints: what it is, how fast, how much memory it has, and what an admin should know about it."""

import os
import platform
import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import torch

from generator.wire.capacity import seconds_per_step
from generator.wire.plan import Device, Precision
from generator.wire.size import Size

_MIB = 2**20
_PRODUCTS = 5
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
        gflops=peak_gflops(kind, "float32", 1024),
        bf16=_bf16(kind),
    )
    return device if card else device.model_copy(update={"note": _note(device, [str(c.message) for c in complaints])})


def be_exact() -> None:
    """Make the same operations on the same numbers give the same bytes, or raise RuntimeError, from here on."""
    torch.use_deterministic_algorithms(True)
    # Torch would also fill all memory that it allocates, in case something reads it before writing, which takes a
    # twentieth of a step. A test checks that pictures do not depend on it.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]


def memory(device: Device) -> int:
    """Return the device's memory in MiB: the card's own, or the host's."""
    if device.kind == "cuda":
        return int(torch.cuda.get_device_properties(0).total_memory) // _MIB
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MIB


def reset_peak_memory(device: Device) -> bool:
    """Reset the peak, and return whether that was possible: always on a card, and on a Linux host.

    Without it, the peak of an earlier and larger job would count as this one's.
    """
    if device.kind == "cuda":
        torch.cuda.reset_peak_memory_stats()
        return True
    try:
        # proc(5): 5 resets the peak resident set size to the current one.
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def peak_memory(device: Device) -> int:
    """Return this process's peak memory since the last reset, in MiB, on the card or else on the host."""
    return (torch.cuda.max_memory_allocated() if device.kind == "cuda" else _status("VmHWM")) // _MIB


def held_memory(device: Device) -> int | None:
    """Return the memory in use now, in MiB: this process's on the host, and the card's without torch's free cache.

    A card only reports what all processes hold together, so all of it counts. None where the host reports nothing (not
    Linux).
    """
    host, card = _status("VmRSS"), 0
    if device.kind == "cuda":
        free, total = torch.cuda.mem_get_info()
        card = total - free - torch.cuda.memory_reserved() + torch.cuda.memory_allocated()
    return (host + card) // _MIB if host else None


def limit_memory(mib: int, device: Device) -> int | None:
    """Let this process map at most `mib` MiB more than it has now, so that painting cannot exhaust the host.

    Returns how much of the device's memory it may then use, in MiB; None where that does not change: on a card, and
    where the kernel does not report the address space (not Linux).
    """
    if not (mapped := _status("VmSize")):
        return None
    resource.setrlimit(resource.RLIMIT_AS, (mapped + mib * _MIB, resource.RLIM_INFINITY))
    return None if device.kind == "cuda" else _status("VmRSS") // _MIB + mib


def _status(name: str) -> int:
    """Return what Linux reports about this process's memory under `name`, in bytes; 0 if it reports nothing."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def _processor() -> str:
    """Return the processor's name; `platform.processor` is empty on most Linux systems."""
    return _cpuinfo("model name") or platform.processor() or platform.machine()


def _cpuinfo(name: str) -> str:
    """Return what Linux reports about the first processor under `name`; "" if it reports nothing."""
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
    best = min(seconds(lambda: matrix @ matrix, kind) for _ in range(_PRODUCTS))
    return 2 * side**3 / best / 1e9


def _note(device: Device, complaints: list[str]) -> str:
    """Return why painting happens on the processor, and how long a picture takes there."""
    driver = next((line for line in complaints if "driver" in line and "old" in line), None)
    why = "The graphics card's driver is too old for this torch; update it" if driver else "No graphics card was found"
    hours = _USUAL_STEPS * seconds_per_step(device, Size(300, 300)) / 3600
    return (
        f"{why}. Easel paints on the processor: toy pictures take seconds, but {_USUAL_STEPS} steps at 300x300 "
        f"with full-size weights would take about {hours:.1f} hours."
    )


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
