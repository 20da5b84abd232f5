"""Write files so that readers see the whole file or none."""

import os
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write next to the path, flush to the disk, then rename to the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
