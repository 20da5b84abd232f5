"""The machine that painting happens on: what it is, how fast, how much memory, and what an admin should know."""

import os
import platform
import resource
import time
import warnings
from pathlib import Path
from typing import Literal

import torch

from generator.wire.capacity import seconds_per_step
from generator.wire.plan import Device
from generator.wire.size import Size

_MIB = 2**20
_USUAL_STEPS = 1000  # what the notes on VQGAN-CLIP advise for real weights


def probe() -> Device:
    """Find the device to paint on and measure its speed, which takes a few tenths of a second."""
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        card = torch.cuda.is_available()
    kind: Literal["cpu", "cuda"] = "cuda" if card else "cpu"
    name = torch.cuda.get_device_name() if card else _processor()
    device = Device(kind=kind, name=name, threads=torch.get_num_threads(), gflops=_gflops(kind), bf16=_bf16(kind))
    return device if card else device.model_copy(update={"note": _note(device, [str(c.message) for c in complaints])})


def be_exact() -> None:
    """From here on the same operations on the same numbers give the same bytes, or raise RuntimeError."""
    torch.use_deterministic_algorithms(True)
    # Torch would also fill all memory that it hands out, in case that somebody reads what nobody wrote, which takes a
    # twentieth of a step. A test sees to it that what is painted does not depend on it.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]


def memory(device: Device) -> int:
    """Return the device's memory in MiB: the card's own, or the host's."""
    if device.kind == "cuda":
        return int(torch.cuda.get_device_properties(0).total_memory) // _MIB
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MIB


def reset_peak_memory(device: Device) -> bool:
    """Start counting the peak anew, and say whether that could be done: a host can where it is Linux.

    Without it, what an earlier and larger job took would be taken for this one's.
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
    """Return the most memory used since the last reset, in MiB: of the card, or of the host by this process."""
    return (torch.cuda.max_memory_allocated() if device.kind == "cuda" else _status("VmHWM")) // _MIB


def held_memory(device: Device) -> int | None:
    """Return what is in use now, in MiB: by this process of the host, and of the card without what torch keeps ready.

    Of a card everything counts that anybody holds, as that is what a card tells. None where the host tells nothing
    (not Linux).
    """
    host, card = _status("VmRSS"), 0
    if device.kind == "cuda":
        free, total = torch.cuda.mem_get_info()
        card = total - free - torch.cuda.memory_reserved() + torch.cuda.memory_allocated()
    return (host + card) // _MIB if host else None


def limit_memory(mib: int, device: Device) -> int | None:
    """Let this process map at most `mib` MiB more than it has now, so that a painting cannot exhaust the host.

    Returns how much of the device's memory it may use then, in MiB; None where this changes nothing: on a card, and
    where the kernel tells no address space (not Linux).
    """
    if not (mapped := _status("VmSize")):
        return None
    resource.setrlimit(resource.RLIMIT_AS, (mapped + mib * _MIB, resource.RLIM_INFINITY))
    return None if device.kind == "cuda" else _status("VmRSS") // _MIB + mib


def _status(name: str) -> int:
    """Return what Linux says of this process's memory under `name`, in bytes; 0 where it says nothing."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def _processor() -> str:
    """Return the processor's name; `platform.processor` is empty on most Linux systems."""
    return _cpuinfo("model name") or platform.processor() or platform.machine()


def _cpuinfo(name: str) -> str:
    """Return what Linux says of the first processor under `name`, "" where it says nothing."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def _bf16(kind: str) -> bool:
    """Whether the device multiplies bfloat16 in hardware, and so faster than float32."""
    if kind == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool({"avx512_bf16", "amx_bf16"} & set(_cpuinfo("flags").split()))


def _gflops(kind: str) -> float:
    """Measure multiplications and additions a second, in 10^9, on the best of a few matrix products."""
    matrix = torch.ones(1024, 1024, device=kind)
    best = float("inf")
    for _ in range(4):
        start = time.perf_counter()
        (matrix @ matrix)[0, 0].item()  # reading a number waits for the device
        best = min(best, time.perf_counter() - start)
    return 2 * 1024**3 / best / 1e9


def _note(device: Device, complaints: list[str]) -> str:
    """Say why painting happens on the processor, and what a picture will cost there."""
    driver = next((line for line in complaints if "driver" in line and "old" in line), None)
    why = "The graphics card's driver is too old for this torch; update it" if driver else "No graphics card was found"
    hours = _USUAL_STEPS * seconds_per_step(device, Size(300, 300)) / 3600
    return (
        f"{why}. Easel paints on the processor: toy pictures take seconds, but {_USUAL_STEPS} steps at 300x300 "
        f"with full-size weights would take about {hours:.1f} hours."
    )


# The faces that running out of memory wears besides its own exception types: torch's CPU allocator, C++'s new, oneDNN,
# cuBLAS and cuDNN, and a thread whose stack could not be mapped.
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
    return isinstance(error, RuntimeError | OSError) and any(face in str(error) for face in _OUT_OF_MEMORY)
