"""The host's memory: how much of it is available to this process, and a limit to what the process takes.

A processor paints with the memory that everything else on the machine also lives on. When it runs out, the kernel kills
a process, so a painter that would take too much has to fail by itself before.
"""

import ctypes
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

MIB = 2**20
USUAL_SHARE = 0.7
"""The share of the available memory that a painter may take unless its admin says otherwise."""
_MOST = 0.9  # the share that it may take whatever its admin says
# malloc(3) reserves address space for each thread that allocates, most of which is never used (glibc's HEAP_MAX_SIZE).
_RESERVED_PER_THREAD = 64 * MIB
_MOUNT = Path("/sys/fs/cgroup")
_RECLAIMABLE = ("inactive_file", "active_file", "slab_reclaimable")


def available() -> int:
    """Return how many MiB can be taken now without anything being swapped out or killed.

    That is the least of what the machine has and of what each control group around this process leaves, where the page
    cache counts as free (Linux, admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst).
    """
    return min([int(psutil.virtual_memory().available), *_left_in_groups()]) // MIB


def held() -> int:
    """Return the memory that this process holds now, in MiB."""
    return int(psutil.Process().memory_info().rss) // MIB


def give_back() -> None:
    """Return to the system what malloc(3) keeps of freed memory, where the C library can (glibc's malloc_trim)."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Limit:
    """How much more of the host's memory this process may take than it had when the limit was made, in MiB.

    `wanted` is what the admin allows; for None it is 70 % of what is available. On Linux the kernel holds the process
    to it, so that an allocation fails and nothing is killed. `threads` is how many threads will paint.
    """

    def __init__(self, wanted: int | None, threads: int) -> None:
        free = available()
        self.mib = min(wanted, int(_MOST * free)) if wanted else int(USUAL_SHARE * free)
        self._slack = threads * _RESERVED_PER_THREAD
        self._before = psutil.Process().memory_info().rss
        self.enforce()

    def enforce(self) -> None:
        """Hold the process to what is left of the limit, and to what is available now if that is less."""
        give_back()
        if psutil.LINUX:
            now = psutil.Process().memory_info()
            left = min(self.mib * MIB - (now.rss - self._before), int(_MOST * available()) * MIB)
            # What is mapped but not held has no part in it: malloc keeps the addresses of what it gives back.
            resource.setrlimit(resource.RLIMIT_AS, (now.vms + max(0, left) + self._slack, resource.RLIM_INFINITY))


def _left_in_groups() -> Iterator[int]:
    """Yield the bytes that each control group around this process leaves it, for both versions of control groups."""
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers:
                yield from _left(_MOUNT, path, "memory.max", "memory.current")
                yield from _left(_MOUNT, path, "memory.high", "memory.current")
            elif "memory" in controllers.split(","):
                yield from _left(_MOUNT / "memory", path, "memory.limit_in_bytes", "memory.usage_in_bytes")


def _left(mount: Path, path: str, limit: str, usage: str) -> Iterator[int]:
    """Yield what a group and those around it leave. In a container, the innermost may not be visible."""
    inner = mount / path.strip("/")
    for group in (inner, *inner.parents):
        if not group.is_relative_to(mount):
            return
        with suppress(OSError, ValueError):  # no such file, or "max" for no limit
            most = int((group / limit).read_text())
            yield max(0, most - int((group / usage).read_text()) + _reclaimable(group))


def _reclaimable(group: Path) -> int:
    """Return the bytes in a group that the kernel takes back before it kills anything."""
    counts = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    # Version 1 counts what is in the groups below only in the numbers that begin with "total_".
    return sum(int(counts.get(f"total_{name}", counts.get(name, 0))) for name in _RECLAIMABLE)
