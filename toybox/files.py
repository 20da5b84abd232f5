"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path


class atomic:
    """`with atomic(path) as partial:` write `partial`, which replaces `path` if nothing is raised."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Path:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        os.close(handle)
        self._partial = Path(name)
        self._partial.chmod(0o644)  # a temporary file can be read by its owner alone
        return self._partial

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._partial.replace(self._path)
        else:
            self._partial.unlink(missing_ok=True)
