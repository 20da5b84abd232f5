"""What every test of a Discord on a socket needs."""

import os
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from playground import PATIENCE, Bucket, Config

# Tests run in as many processes as there are cores: threads that wait by spinning would slow one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# Whether an example takes long is the machine's affair.
hypothesis.settings.register_profile("easel", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("easel")

# What the bot does at Discord's own limits has tests of its own: here buckets are wide, and an answer may take as long
# as a busy machine needs.
WIDE = Config(buckets={}, other_bucket=Bucket(1000, 1.0), global_bucket=Bucket(1000, 1.0), first_answer=PATIENCE)


@pytest.fixture(autouse=True)
def _own_memory_limit() -> Iterator[None]:
    """Take back the limit of memory that painting in this process sets: the next test's browser would inherit it."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: a unix socket's may not be long."""
    with tempfile.TemporaryDirectory(prefix="easel-") as name:
        yield Path(name)


@pytest.fixture
def socket(folder: Path) -> Path:
    """Where a playground listens."""
    return folder / "d.sock"
