"""The memory counter, compared with known figures and with real allocators."""

import gc
import json

import pytest
import torch
from torch.profiler import ProfilerActivity, profile
from torch.utils._python_dispatch import TorchDispatchMode

from generator.measuring import cards, figures, memory
from generator.methods.method import Example, Method
from generator.methods.registry import methods
from generator.methods.vqgan_clip import paint as vqgan_clip
from generator.models.openai_clip import CLIP
from generator.models.perceptors.clip import ClipPerceptor
from generator.models.vqgan import Vqgan
from generator.step import Given
from generator.wire import plan
from generator.wire.capacity import Capacity, peak
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from generator.wire.size import Size
from tests.generator.conftest import ARCHITECTURE
from tests.generator.test_reference import SMALL_PERCEPTOR

VQGAN_CLIP, DIFFUSION, *_ = methods()
F16, UNET_256 = VQGAN_CLIP.examples[0], DIFFUSION.examples[0]
CARD = Device(kind="cuda", name="a card", threads=1, gflops=1, bf16=True)


def test_a_live_storage_counts_once() -> None:
    with memory.counting() as counter:
        one = torch.zeros(1000)  # 4000 bytes, rounded up to 4096
        view = one[10:].view(-1, 10)
        assert counter.live == 4096
        two = one + 1
        assert (counter.live, counter.peak) == (8192, 8192)
        del one
        assert counter.live == 8192  # the view keeps it alive
        del view, two
        assert (counter.live, counter.peak) == (0, 8192)


@pytest.mark.parametrize("keep", ["everything", "convolutions", "blocks", "levels"])
def test_the_counter_agrees_with_the_allocator(keep: plan.Keep, params: Params) -> None:
    """Compare with the peak of torch's CPU allocator between operations, taken with the profiler on real tensors."""
    large = params.model_copy(update={"size": Size(256, 192), "steps": 2, "num_cutouts": 8})
    wanted = Plan(device="cpu", threads=1, keep=keep, cutouts_at_once=4)
    architecture = {**ARCHITECTURE, "ch": 64}
    with torch.random.fork_rng(devices=[]):
        vqgan = Vqgan(architecture).eval().requires_grad_(False)
        models = vqgan_clip.Models(vqgan, [ClipPerceptor(CLIP(**SMALL_PERCEPTOR), None, "cpu")])
    with memory.counting(vqgan, _eye(models)) as counter:
        counter.pass_over(models.perceptors[0].on_host)
        for _ in vqgan_clip.paint(models, large, wanted, Given()):
            pass
    gc.collect()
    assert counter.peak == pytest.approx(_allocated(models, large, wanted), rel=0.05)


class _Marks(TorchDispatchMode):
    """Marks the profile after each operation, when the operation's temporary memory is already freed."""

    def __torch_dispatch__(self, operation, types, arguments=(), options=None):
        result = operation(*arguments, **(options or {}))
        with torch.profiler.record_function("between"):
            return result


def _allocated(models: vqgan_clip.Models, params: Params, wanted: Plan) -> int:
    held = sum(p.numel() * p.element_size() for p in (*models.vqgan.parameters(), *_eye(models).parameters()))
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True, acc_events=True) as profiler, _Marks():
        for _ in vqgan_clip.paint(models, params, wanted, Given()):
            pass
    live = peak = 0
    for event in sorted(profiler.profiler.kineto_results.events(), key=lambda event: event.start_ns()):
        if event.name() == "[memory]":
            live += event.nbytes()
        elif event.name() == "between":
            peak = max(peak, live)
    return held + peak


def _eye(models: vqgan_clip.Models) -> torch.nn.Module:
    return models.perceptors[0].on_device


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a graphics card")
def test_the_counter_agrees_with_a_cards_allocator(params: Params) -> None:
    wanted = offer().plan("frugal", CARD)
    size = Size(288, 288)
    vqgan = Vqgan(F16.vqgan).eval().requires_grad_(False).cuda()
    perceptor = ClipPerceptor(CLIP(**F16.perceptor), None, "cuda", wanted.perceptor)
    torch.cuda.reset_peak_memory_stats()
    large = params.model_copy(update={"size": size, "steps": 2, "num_cutouts": 16})
    for _ in vqgan_clip.paint(vqgan_clip.Models(vqgan, [perceptor]), large, wanted, Given()):
        pass
    counted = memory.count_plan(VQGAN_CLIP, F16, wanted, size) * memory.MIB
    assert torch.cuda.max_memory_allocated() == pytest.approx(counted, rel=0.1)


def test_the_published_step_matches_known_figures() -> None:
    assert memory.count_reference(F16, Size(288, 288)) == pytest.approx(3494, rel=0.03)


def test_two_chunks_hold_as_much_as_many() -> None:
    lean = offer().plan("lean", CARD)
    assert memory.count_plan(VQGAN_CLIP, F16, lean, Size(96, 96), 24) == pytest.approx(
        memory.count_plan(VQGAN_CLIP, F16, lean, Size(96, 96)), rel=1e-4
    )


def test_the_leanest_plans_keep_their_promise_where_it_is_tightest() -> None:
    reference = memory.count_reference(F16, Size(288, 288))
    assert memory.count_plan(VQGAN_CLIP, F16, offer().plan("lean", CARD), Size(288, 288)) <= reference / 6
    assert memory.count_plan(VQGAN_CLIP, F16, offer().plan("frugal", CARD), Size(288, 288)) <= reference / 4


def test_the_planners_table_matches_the_counter() -> None:
    lean = offer().plan("lean", CARD)
    assert peak(lean, Size(288, 288), offer()) == pytest.approx(
        memory.count_plan(VQGAN_CLIP, F16, lean, Size(288, 288)), abs=0.1
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the counts by quick fakes that depend only on the width."""

    def count_plan(method: Method, example: Example, wanted: Plan, size: Size) -> float:
        return (100.0 if method is VQGAN_CLIP else 6.0) * size.width

    def count_reference(example: Example, size: Size) -> float:
        return (1000.0 if example is F16 else 30.0) * size.width

    monkeypatch.setattr(F16, "sizes", ("300x300", "320x240"))
    monkeypatch.setattr(memory, "count_plan", count_plan)
    monkeypatch.setattr(memory, "count_reference", count_reference)


def test_figures_are_shown_as_a_table_as_json_and_as_a_plot(counted, tmp_path, capsys) -> None:
    figures.run(as_json=True, write=False, plot=tmp_path / "plot.png")
    shown = json.loads(capsys.readouterr().out)
    assert shown["unit"] == "MiB"
    first = shown["sizes"][0]
    assert (first["size"], first["painted"], first["reference"]) == ("300x300", "288x288", 288_000)
    assert first["plans"] == dict.fromkeys(offer().plans, 28_800)
    last = [size for size in shown["sizes"] if size["method"] == "diffusion"][-1]
    assert (last["method"], last["size"], last["reference"]) == ("diffusion", "512x512", 30 * 512)
    assert last["plans"] == dict.fromkeys(offer("diffusion").plans, 6 * 512)
    assert (tmp_path / "plot.png").stat().st_size > 1000
    figures.run(as_json=False, write=False, plot=None)
    table = capsys.readouterr().out
    assert "(10.0)" in table
    assert "( 5.0)" in table
    figures.run(as_json=False, write=False, plot=None, method="diffusion")
    alone = capsys.readouterr().out
    assert alone in table
    assert alone.split()[0] == "diffusion"


def test_a_card_with_more_memory_holds_no_less(capsys) -> None:
    cards.run(as_json=True)
    rows = json.loads(capsys.readouterr().out)["cards"]
    assert [row["memory"] for row in rows] == [f"{gib} GiB" for gib in cards.CARDS]
    sizes = [Size.parse(row["VQGAN-CLIP, largest 16:9"]).pixels for row in rows]
    assert sizes == sorted(sizes)
    [of_the_second] = [row for row in rows if row["memory"] == "6 GiB"]
    largest = Size.parse(of_the_second["VQGAN-CLIP, largest 16:9"])
    card = Capacity(CARD, 6 * 1024, toy=False)
    assert card.fits(largest)
    assert not card.fits(Size(largest.width + 32, largest.height + 16))


def test_the_planners_table_is_written_into_each_methods_folder(counted, monkeypatch, tmp_path) -> None:
    tables = {method.offer.name: tmp_path / f"{method.offer.name}.json" for method in methods()}
    for method in methods():
        monkeypatch.setattr(type(method.offer), "table", tables[method.offer.name])
    figures.run(as_json=False, write=True, plot=None)
    vqgan_clip, diffusion, fourier = (json.loads(table.read_text()) for table in tables.values())
    assert vqgan_clip["f16"]["cpu"]["frugal"][0] == [288 * 288, 28_800.0]
    assert vqgan_clip["f16"]["cuda"].keys() == set(offer().plans)
    assert diffusion["256"]["cuda"]["lean"][1] == [512 * 512, 6.0 * 512]
    assert diffusion.keys() == {"256", "512", "toy"}
    assert fourier.keys() == {"clip", "toy"}
    assert fourier["clip"]["cpu"]["frugal"][0] == [256 * 256, 6.0 * 256]


def test_the_published_diffusion_step_matches_known_figures() -> None:
    assert memory.count_reference(UNET_256, Size(256, 256)) == pytest.approx(7264, rel=0.03)


def test_diffusion_takes_a_third_and_the_planner_knows() -> None:
    frugal = offer("diffusion").plan("frugal", CARD)
    counted = memory.count_plan(DIFFUSION, UNET_256, frugal, Size(256, 256))
    assert counted <= 7264 / 3
    of_256, of_512 = (Capacity(CARD, 0, toy=False, method="diffusion", trained_at=side) for side in (256, 512))
    assert of_256.peak(frugal, Size(256, 256)) == pytest.approx(counted, abs=0.1)
    assert of_256.peak(frugal, Size(512, 512)) > 1.3 * of_512.peak(frugal, Size(512, 512))
