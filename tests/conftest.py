"""What every test of a Discord on a socket needs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground import Bucket, Config

# Wide buckets: what the bot does at Discord's own limits has tests of its own.
WIDE = Config(buckets={}, other_bucket=Bucket(1000, 1.0), global_bucket=Bucket(1000, 1.0))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: a unix socket's may not be long."""
    with tempfile.TemporaryDirectory(prefix="easel-") as name:
        yield Path(name)


@pytest.fixture
def socket(folder: Path) -> Path:
    """Where a playground listens."""
    return folder / "d.sock"
