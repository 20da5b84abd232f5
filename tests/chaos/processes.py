"""The processes of a run, found by the data folder in their environment. Linux alone, because it reads /proc."""

import time
from pathlib import Path


def of_run(data: Path) -> dict[int, float]:
    """Return the processes of this data folder, with the seconds that each has waited for a processor."""
    mark = f"DATA_DIR={data}".encode()
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                if mark in (process / "environ").read_bytes().split(b"\0") and not _ended(process):
                    found[int(process.name)] = _waited(process)
            except OSError:  # the process is gone, or belongs to another user
                continue
    return found


def children(pid: int) -> list[int]:
    """Return the child processes that a process has not waited for."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Left:
    """Processes whose bot is dead. They have some seconds to exit, not counting those they wait for a processor."""

    def __init__(self, found: dict[int, float]) -> None:
        self._found = found
        self._died = time.monotonic()

    def orphans(self, patience: float) -> tuple[set[int], float]:
        """Return the processes that should be gone by now, and the seconds to wait for the others, 0 without others."""
        since = time.monotonic() - self._died
        orphans, wait = set(), 0.0
        for pid, before in self._found.items():
            process = Path(f"/proc/{pid}")
            try:
                left = patience + _waited(process) - before - since
                if _ended(process):
                    continue
            except OSError:
                continue
            if left <= 0:
                orphans.add(pid)
            wait = max(wait, left)
        return orphans, wait


def _ended(process: Path) -> bool:
    return (process / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"


def _waited(process: Path) -> float:
    return int((process / "schedstat").read_text().split()[1]) / 1e9
