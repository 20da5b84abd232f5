"""The bench on small networks. The tests check what its rows contain, never how fast anything is."""

import json
from dataclasses import fields

import pytest
import torch

from generator.commands import main
from generator.measuring import bench, beside, timing
from generator.methods.diffusion.method import UnetExample
from generator.methods.fourier.method import ClipAlone
from generator.methods.registry import methods
from generator.methods.vqgan_clip.method import VqganExample
from generator.wire.errors import GeneratorError, InvalidParams
from generator.wire.plan import Device
from generator.wire.size import Size
from tests.generator.conftest import ARCHITECTURE
from tests.generator.test_reference import SMALL_PERCEPTOR
from tests.generator.weights.making import TINY_UNET

HERE = Device(kind="cpu", name="here", threads=1, gflops=1, bf16=True)
VQGAN_CLIP, DIFFUSION, FOURIER = methods()
SMALL = VqganExample("small", ARCHITECTURE, SMALL_PERCEPTOR)

SIDE = Size(64, 64)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VQGAN_CLIP, "examples", (SMALL,))
    monkeypatch.setattr(bench.devices, "probe", lambda: HERE)
    monkeypatch.setattr(bench.devices, "memory", lambda device: 10**6)
    monkeypatch.setattr(timing, "start_seconds", lambda: {"ready": 2.5, "import_torch_clip": 2.0})
    yield
    torch.use_deterministic_algorithms(True)


def test_rows_have_the_documented_fields_and_the_right_ratio(small, monkeypatch, capsys) -> None:
    ticks = iter([0.6, 0.1, 0.03, 0.8, 0.3, 0.05])  # two rounds of: published step, same work, fast work
    real = bench.devices.seconds
    monkeypatch.setattr(bench.devices, "seconds", lambda step, kind: real(step, kind) * 0 + next(ticks))
    monkeypatch.setattr(bench.devices, "peak_gflops", lambda kind, precision, side: 1000.0)
    assert bench.run(as_json=True, sizes="100x70", method="vqgan_clip") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["device"], shown["threads"]) == ("here", 1)
    assert shown["start"] == {"ready": 2.5, "import_torch_clip": 2.0}
    same, fast = shown["rows"]
    assert list(same) == [field.name for field in fields(bench.BenchRow)]
    assert (same["method"], same["size"], same["painted"]) == ("vqgan_clip", "100x70", "96x64")
    assert (same["work"], same["cutouts"], same["plan"]) == ("same", [64, 64], "quick")
    assert (fast["work"], fast["cutouts"], fast["plan"]) == ("fast", [64, 16], "quick")
    assert (same["reference_seconds"], same["seconds"], same["ratio"]) == (0.7, 0.2, 3.5)
    assert (fast["reference_seconds"], fast["seconds"], fast["ratio"]) == (0.7, 0.04, 17.5)
    assert 0 < same["peak_share"] < 1


def test_a_diffusion_model_has_a_row_of_its_own(small) -> None:
    architecture = {**TINY_UNET, "image_size": 64}
    by_class = {**architecture, "class_cond": True}
    examples = [UnetExample("64", architecture, SMALL_PERCEPTOR), UnetExample("64_cond", by_class, SMALL_PERCEPTOR)]
    plain, by_class = bench.measure(HERE, DIFFUSION, examples)
    assert (plain.method, plain.size, plain.work, plain.cutouts) == ("diffusion", "64x64", "same", (64, 64))
    assert (by_class.work, by_class.plan) == ("class", "roomy")
    assert plain.seconds > 0
    assert plain.ratio == pytest.approx(plain.reference_seconds / plain.seconds, abs=0.05)


def test_fourier_is_measured_against_aphantasias_step(small) -> None:
    example = ClipAlone()
    example.perceptor = SMALL_PERCEPTOR
    same, fast = bench.measure(HERE, FOURIER, [example], ["64x64"])
    assert (same.method, same.work, same.cutouts, fast.cutouts) == ("fourier", "same", (64, 64), (64, 16))
    assert same.reference_seconds > 0 < fast.seconds


def test_a_step_is_timed_at_the_whole_size(small, monkeypatch) -> None:
    painted = []
    real = bench.take_step

    def watched(step, exact):
        done = real(step, exact)
        if exact:
            painted.append(tuple(done.image.shape[1:]))
        return done

    monkeypatch.setattr(bench, "take_step", watched)
    example = ClipAlone()
    example.perceptor = SMALL_PERCEPTOR
    timed = []
    seconds = bench.devices.seconds

    def noted(step, kind):
        before = len(painted)
        took = seconds(step, kind)
        timed.extend(painted[before:])
        return took

    monkeypatch.setattr(bench.devices, "seconds", noted)
    list(bench.measure(HERE, FOURIER, [example], ["272x64"]))
    assert (32, 136) in painted
    assert timed == [(64, 272)] * 4


def test_two_methods_are_timed_at_the_same_crops_in_turn(small, monkeypatch, capsys) -> None:
    example = ClipAlone()
    example.perceptor = SMALL_PERCEPTOR
    monkeypatch.setattr(FOURIER, "examples", (example,))
    asked = []
    for method in (FOURIER, VQGAN_CLIP):
        paint = type(method).paint

        def painting(self, networks, params, *rest, paint=paint):
            asked.append(params)
            return paint(self, networks, params, *rest)

        monkeypatch.setattr(type(method), "paint", painting)
    ticks = iter([0.2, 0.4, 0.4, 0.8, 0.1, 0.4, 0.1, 0.4])  # two rounds of fourier, vqgan_clip; same work, fast work
    real = bench.devices.seconds
    monkeypatch.setattr(bench.devices, "seconds", lambda step, kind: real(step, kind) * 0 + next(ticks))
    assert beside.run(as_json=True, sizes="100x70", method="fourier", other="vqgan_clip") == 0
    same, fast = json.loads(capsys.readouterr().out)["rows"]
    assert list(same) == [field.name for field in fields(beside.BesideRow)]
    assert (same["methods"], same["painted"]) == (["fourier", "vqgan_clip"], "96x64")
    assert (same["work"], same["cutouts"], same["plans"]) == ("same", 64, ["quick", "quick"])
    assert (same["seconds"], same["ratio"]) == ([0.3, 0.6], 0.5)
    assert (fast["work"], fast["cutouts"], fast["seconds"], fast["ratio"]) == ("fast", 16, [0.1, 0.4], 0.25)
    assert [each.method for each in asked] == ["fourier", "vqgan_clip"] * 2
    for one, other in (asked[:2], asked[2:]):
        assert all(getattr(one, name) == getattr(other, name) for name in beside._CROPS)


def test_two_methods_are_shown_with_their_ratio(small, monkeypatch, capsys) -> None:
    example = ClipAlone()
    example.perceptor = SMALL_PERCEPTOR
    monkeypatch.setattr(FOURIER, "examples", (example,))
    assert main(["bench", "--method", "fourier", "--beside", "vqgan_clip", "--sizes", "64x64"]) == 0
    _, names, *rows = capsys.readouterr().out.splitlines()
    assert names.split() == ["size", "work", "cutouts", "fourier", "vqgan_clip", "ratio", "plans"]
    assert [row.split()[:3] for row in rows] == [["64x64", "same", "64"], ["64x64", "fast", "16"]]
    assert main(["bench", "--method", "fourier", "--beside", "diffusion"]) == 1
    assert "Each diffusion model has a size of its own; compare" in capsys.readouterr().err


@pytest.mark.parametrize("plan", ["thrifty", "frugal", "lean"])
def test_the_plans_of_small_machines_are_measured_too(small, monkeypatch, plan: str) -> None:
    capacities = (bench.Capacity(HERE, each, False, method="diffusion", trained_at=64) for each in range(0, 30_000, 20))
    memory = next(each.memory for each in capacities if each.choose(SIDE).name == plan and each.fits(SIDE))
    monkeypatch.setattr(bench.devices, "memory", lambda device: memory)
    [row] = bench.measure(HERE, DIFFUSION, [UnetExample("64", {**TINY_UNET, "image_size": 64}, SMALL_PERCEPTOR)])
    assert row.plan == plan
    assert row.peak_share > 0


def test_the_table_shows_the_rows(small, capsys) -> None:
    assert bench.run(as_json=False, sizes="64x64,96x64", method="vqgan_clip") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[2:6]] == [
        [size, work] for size in ("64x64", "96x64") for work in ("same", "fast")
    ]
    assert lines[-1] == "Ready after 2.5 s; import torch, clip: 2.0 s"


def test_both_start_with_the_same_weights() -> None:
    with torch.random.fork_rng(devices=[]):
        published = SMALL.published(torch.float32)
    networks = SMALL.networks(bench.Capacity(HERE, 10**6, toy=True).choose(Size(64, 64)), "cpu", published)
    quantized = torch.randn(1, 8, 4, 4, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(networks.own.decode(quantized), (published[0].decode(quantized) + 1) / 2)
    cutouts = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    mean, std = networks.perceptors[0]._mean, networks.perceptors[0]._std
    theirs = torch.nn.functional.normalize(published[1].encode_image((cutouts - mean) / std), dim=-1)
    torch.testing.assert_close(networks.perceptors[0].encode_image(cutouts), theirs)


def test_an_invalid_size_is_reported_as_a_sentence(small) -> None:
    with pytest.raises(InvalidParams, match="size must be width x height"):
        bench.run(as_json=False, sizes="300x300,large", method="vqgan_clip")


def test_a_model_with_its_own_size_is_measured_only_at_that_size() -> None:
    with pytest.raises(GeneratorError, match="at its own size; leave --sizes out"):
        bench.run(as_json=False, sizes="300x300", method="diffusion")


def test_the_start_is_timed_until_the_first_line() -> None:
    assert 0 < timing._until_a_line(["-c", "import sys; print(); sys.stdin.read()"]) < 60
