import pytest

from bot.delivery.announcer import Announcer
from bot.delivery.courier import Courier
from bot.delivery.ends import Ends
from bot.delivery.patience import Patience
from bot.delivery.receipts import Receipts
from bot.jobs.folders import Folders
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from tests.bot.delivery.fakes import FakeIO, FakeLetters
from tests.bot.making import READY, finished, order
from words.sentence import as_written

HASTE = Patience(pause=0, provoked=0, edit=0)


@pytest.fixture
def io():
    return FakeIO()


@pytest.fixture
def folders(tmp_path):
    return Folders(tmp_path)


@pytest.fixture
def courier(io, queue, deliveries, folders):
    return Courier(io, queue, deliveries, folders, HASTE, clock=lambda: 2000.0)  # the deliveries' own


@pytest.fixture
def receipts(io, deliveries, queue, database):
    painter = PainterState()
    painter.up(READY)
    return Receipts(io, deliveries, painter, queue, Paces(database, painter, 60))


@pytest.fixture
def letters():
    return FakeLetters()


@pytest.fixture
def ends(io, queue, deliveries, courier, receipts, letters):
    return Ends(io, queue, deliveries, courier, receipts, letters, HASTE)


@pytest.fixture
async def announcer(io, deliveries, ends):
    announcer = Announcer(io, deliveries, ends, HASTE)
    yield announcer
    await announcer.close()


@pytest.fixture
def painted(queue, folders):
    """Make a finished job, with or without a picture."""

    async def make(user=1, *, failure=None, source_job=None, sha256="ab" * 32, **changes):
        entry = await queue.enqueue(order(user=user, source_job=source_job, **changes))
        job = await queue.claim()
        assert job.id == entry.job.id
        if failure is not None:
            return await queue.fail(job, "internal", as_written(failure))
        image = folders.absolute(f"images/{job.id}.png")
        image.parent.mkdir(exist_ok=True)
        image.write_bytes(b"a picture")
        return await queue.finish(job, folders.relative(image), finished(job, sha256))

    return make
