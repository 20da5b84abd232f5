import pytest

from generator.wire.capacity import Capacity, peak, seconds_per_step
from generator.wire.offers import offer, offers
from generator.wire.plan import Device, Plan
from generator.wire.size import Size

CARD = Device(kind="cuda", name="a card", threads=2, gflops=10_000, bf16=True)
OLD_CARD = CARD.model_copy(update={"bf16": False})
PROCESSOR = Device(kind="cpu", name="a processor", threads=2, gflops=100)


def test_the_painted_size_is_the_next_multiple_of_the_factor() -> None:
    assert Size(300, 128).padded(16) == Size(304, 128)


def test_a_steps_time_follows_from_its_cost() -> None:
    # 2927 GFLOP for a step at 480x480, at 100 GFLOP per second
    assert seconds_per_step(PROCESSOR, Size(480, 480)) == pytest.approx(29.27)


def test_a_plan_from_before_the_ladders_is_the_published_step() -> None:
    old = Plan.model_validate_json('{"name":"plain","device":"cpu","threads":2}')
    assert (old.keep, old.cutouts_at_once, old.decoder, old.perceptor) == ("everything", None, "float32", "float32")


@pytest.mark.parametrize("device", [CARD, OLD_CARD, PROCESSOR])
def test_a_plan_is_as_fast_as_memory_allows(device: Device) -> None:
    chosen = [Capacity(device, memory, toy=False).choose(Size(1280, 720)) for memory in (80_000, 6_144, 3_000, 100)]
    ladder = ["quick", "small", "lean"] if device.bf16 else ["roomy", "thrifty", "frugal"]
    places = [ladder.index(plan.name) for plan in chosen]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 2)


def test_the_gpu_of_the_notes_paints_what_took_24_gib() -> None:
    assert Capacity(CARD, 6_144, toy=False).fits(Size(1280, 720))
    assert Capacity(OLD_CARD, 6_144, toy=False).fits(Size(1280, 720))


@pytest.mark.parametrize("device", [CARD, PROCESSOR])
def test_what_does_not_fit_is_refused_with_the_size_that_does(device: Device) -> None:
    capacity, wanted = Capacity(device, 4_096, toy=False), Size(3840, 2160)
    largest = capacity.largest(wanted)
    assert largest is not None
    assert capacity.fits(largest)
    assert not capacity.fits(Size(largest.width + 64, largest.height + 64))
    assert largest.width / largest.height == pytest.approx(16 / 9, rel=0.02)
    assert (
        str(capacity.refusal(wanted)) == f"3840x2160 is too large for the painter's 4096 MiB of memory; {largest} fits."
    )
    assert capacity.refusal(largest) is None


def test_no_size_is_named_if_none_fits() -> None:
    refusal = Capacity(CARD, 1_500, toy=False).refusal(Size(64, 64))
    assert refusal is not None
    assert "no size of that shape" in str(refusal)


def test_toys_keep_their_precision_and_are_refused_where_they_do_not_fit() -> None:
    capacity = Capacity(PROCESSOR.model_copy(update={"bf16": True}), 4096, toy=True)
    assert (capacity.choose(Size(128, 128)).name, capacity.choose(Size(128, 128)).decoder) == ("roomy", "float32")
    largest = capacity.largest(Size(4096, 4096))
    assert largest is not None
    assert f"{largest} fits" in str(capacity.refusal(Size(4096, 4096)))
    assert capacity.choose(Size(64, 64)) == Capacity(PROCESSOR, 10**6, toy=True).choose(Size(64, 64))


@pytest.mark.parametrize("method", offers())
@pytest.mark.parametrize("toy", [False, True])
def test_every_method_refuses_what_no_processor_holds(method: str, toy: bool) -> None:
    memory = 3000 if method == "fourier" else 16_384
    capacity = Capacity(PROCESSOR, memory, toy=toy, method=method, trained_at=64 if toy else 512)
    largest = capacity.largest(Size(4096, 4096))
    assert largest is not None
    assert capacity.fits(largest)
    assert not capacity.fits(Size(4096, 4096))


def test_a_style_with_a_factor_of_8_takes_more() -> None:
    of_16, of_8 = (Capacity(CARD, 8192, toy=False, factor=factor) for factor in (16, 8))
    assert of_8.peak(offer().plan("lean", CARD), Size(1920, 1072)) > 6_900
    assert of_8.fits(Size(1280, 720))
    assert of_16.fits(Size(1920, 1072)) > of_8.fits(Size(1920, 1072))


def test_learned_memory_affects_refusals_but_not_plans() -> None:
    before, after = (Capacity(CARD, 4_096, toy=False, learned=learned) for learned in (0, 3_500))
    size = Size(480, 480)
    assert before.fits(size)
    assert not after.fits(size)
    assert before.choose(size) == after.choose(size)


@pytest.mark.parametrize("name", offer().plans)
def test_more_pixels_take_more(name: str) -> None:
    plan = offer().plan(name, CARD)
    peaks = [peak(plan, Size(side, side), offer()) for side in (64, 300, 400, 700, 1000, 2000, 4000, 4096)]
    assert peaks == sorted(peaks)
    assert peaks[0] > 250  # the weights alone
    assert peaks[-1] > 100 * (peaks[1] - peaks[0])


def test_each_ladder_gets_leaner_and_ends() -> None:
    def names(plan: Plan | None, device: Device) -> list[str]:
        return [plan.name, *names(offer().leaner(plan, device), device)] if plan else []

    assert names(offer().plan("fast", CARD), CARD) == ["quick", "small", "lean"]
    assert names(offer().plan("roomy", CARD), CARD) == ["roomy", "thrifty", "frugal", "lean"]
    assert names(offer().plan("roomy", PROCESSOR), PROCESSOR) == ["roomy", "thrifty", "frugal"]
    assert names(Plan(device="cpu", threads=1), PROCESSOR) == ["plain", "roomy", "thrifty", "frugal"]
