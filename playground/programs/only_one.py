"""One demo for each folder: a second one learns where the first one is."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from playground.errors import AlreadyRunning

_FILE = "playground.lock"


class Claim:
    """A folder that is this process's own. The kernel gives it back when the process ends, however it ends."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def tell(self, address: str) -> None:
        """Write down the page's address, for those who come second."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(address)
        self._file.flush()


@contextmanager
def only_one(folder: Path) -> Iterator[Claim]:
    """Claim a folder while the block lasts. AlreadyRunning with the address of who has it, "" while that one starts."""
    with (folder / _FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyRunning(file.read().strip()) from None
        claim = Claim(file)
        claim.tell("")
        yield claim
