import pytest

from bot.errors import Refused
from bot.jobs.job import Job
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from generator.wire.capacity import peak
from generator.wire.offers import offer
from generator.wire.plan import Device, Plan
from generator.wire.size import Size
from tests.bot.making import READY, STYLE, order, params

CARD = Device(kind="cuda", name="a card", threads=2, gflops=9000, bf16=True)
LARGE = STYLE.model_copy(update={"name": "large", "toy": False})


@pytest.fixture
def capacities(database) -> Capacities:
    painter = PainterState()
    painter.up(READY.model_copy(update={"device": CARD, "memory": 4096, "styles": (LARGE, STYLE)}))
    return Capacities(database, painter)


async def _job(queue, plan: Plan, **changes) -> Job:
    await queue.enqueue(order(**changes))
    return await queue.fix_plan(await queue.claim(), plan)


async def test_what_cannot_fit_is_refused_with_the_size_that_does(capacities):
    with pytest.raises(Refused, match=r"3840x2160 is too large for the painter's 4096 MiB of memory; \d+x\d+ fits"):
        await capacities.check(params(style="large", size="3840x2160"))
    await capacities.check(params(style="large", size="640x480"))
    with pytest.raises(Refused, match="4096x4096 is too large"):
        await capacities.check(params(style="toy", size="4096x4096"))
    await capacities.check(params(style="toy", size="640x480"))


async def test_a_default_that_does_not_fit_is_refused_with_the_command_that_changes_it(capacities):
    with pytest.raises(Refused, match=r"\d+x\d+ fits\. The size is this server's default, which /settings size"):
        await capacities.check(params(style="large", size="3840x2160"), "server")
    with pytest.raises(Refused, match=r"fits\.$"):
        await capacities.check(params(style="large", size="3840x2160"), "you")


async def test_it_tells_which_styles_and_methods_cannot_paint_a_size(capacities):
    assert await capacities.too_small_for(Size(64, 64)) == []
    unable = await capacities.too_small_for(Size(4096, 4096))
    assert unable == [("large", name) for name in LARGE.methods] + [("toy", name) for name in STYLE.methods]


async def test_what_a_job_really_took_is_learned_and_slowly_forgotten(capacities, queue):
    lean = offer().plan("lean", CARD)
    job = await _job(queue, lean, style="large", size="480x480")
    wanted = params(style="large", size="1024x768")
    await capacities.check(wanted)
    await capacities.learn(job, round(peak(lean, Size(480, 480), offer())) + 3000)
    with pytest.raises(Refused):
        await capacities.check(wanted)
    capacity = await capacities.of("large")
    assert capacity.learned == pytest.approx(3000, abs=1)
    for _ in range(10):
        await capacities.learn(job, round(peak(lean, Size(480, 480), offer())) + 200)
    await capacities.check(wanted)


@pytest.mark.parametrize("changes", [{"style": "toy"}, {"style": "large"}])
async def test_toys_and_plans_without_a_figure_teach_nothing(capacities, queue, changes):
    job = await _job(queue, Plan(device="cpu", threads=1), **changes)
    await capacities.learn(job, 4000)
    await capacities.learn(await _job(queue, offer().plan("lean", CARD), style="large"), None)
    assert (await capacities.of("large")).learned == 0


async def test_before_the_painter_has_said_anything_nothing_is_refused(database):
    capacities = Capacities(database, PainterState())
    assert await capacities.of(None) is None
    await capacities.check(params(size="4096x4096"))


def test_the_size_that_is_offered_is_about_half():
    assert Size(512, 512).smaller() == Size(352, 352)
    assert Size(64, 512).smaller() is None
