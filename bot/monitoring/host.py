"""What the machine says of a process."""

import os
from pathlib import Path


def resident_memory(pid: int | None) -> int | None:
    """Return the bytes of memory that a process has, None where there is none or the system does not say (Linux).

    https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
    """
    if pid is None:
        return None
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
