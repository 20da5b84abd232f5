"""`python -m generator bench`: the published step and Easel's, in turn, in one run, on the same random weights.

Both have full-size networks and paint the same number of pixels. The published step is float32 (its perceptor, and of
diffusion its U-Net, in half precision on a card, as published) with 64 cutouts and its second decode for the preview,
or its second pass through a class-conditional U-Net; Easel paints by the plan that its planner chooses here.
"""

import argparse
import copy
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device as devices
from generator.errors import GeneratorError
from generator.measuring import timing
from generator.measuring.memory import NUM_CUTOUTS, painted
from generator.methods.diffusion import paint as diffusion
from generator.methods.vqgan_clip import paint as vqgan_clip
from generator.models.openai_clip import CLIP
from generator.models.perceptor import Perceptor
from generator.models.precision import move
from generator.models.unet import UNet
from generator.models.vqgan import Vqgan
from generator.reference import (
    FULL_SIZE,
    UNETS,
    VIT_B_16,
    VIT_B_32,
    PublishedDiffusionStep,
    PublishedStep,
    Vqmodel,
    random_diffusion_networks,
    random_networks,
)
from generator.step import Given
from generator.wire.params import Params, Size, settle
from generator.wire.plan import Capacity, Device, Plan

_SIZES = {"cpu": "300x300", "cuda": "300x300,480x480,1280x720"}
_WARM_UPS = {"cpu": 1, "cuda": 3}
_COUNTED = {"cpu": 2, "cuda": 10}
_DIFFUSION_COUNTED = {"cpu": 1, "cuda": 10}  # a published step takes minutes on a processor
_UNETS = {"cpu": ("256",), "cuda": ("256", "512", "512_cond")}
_PROMPT = "a red circle on a blue background"

# What is asked for besides the method's defaults. The published step has no noise, so neither has the same work.
_WORKS: dict[str, dict[str, Any]] = {
    "same": {"cutouts": "exact", "num_cutouts": NUM_CUTOUTS, "cutout_noise": 0},
    "fast": {"cutouts": "fast", "cutout_noise": 0},
}

Architectures = tuple[dict[str, Any], dict[str, Any]]
"""Of a VQGAN and of a perceptor."""


@dataclass(frozen=True)
class Row:
    """A size and a kind of work: medians of seconds a step, and how many times less Easel takes.

    `cutouts` are the published step's and Easel's. `peak_share` is the share that Easel's step reaches of what this
    device multiplies at best in the plan's precision, of all that is multiplied, what is made again included.
    """

    method: str
    size: str
    painted: str
    work: str
    reference_seconds: float
    seconds: float
    ratio: float
    cutouts: tuple[int, int]
    plan: str
    peak_share: float


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--sizes", metavar="300x300,480x480", help="which sizes; without a card 300x300 alone")
    parser.add_argument(
        "--method",
        choices=("vqgan_clip", "diffusion"),
        default="vqgan_clip",
        help="diffusion: each published model at its own size; without a card that of 256x256 alone",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure, and show it. Takes minutes: progress goes to stderr. Raises InvalidParams, and GeneratorError."""
    device = devices.probe()
    sizes = [Size.parse(size) for size in (options.sizes or _SIZES[device.kind]).split(",")]
    if options.method == "diffusion":
        rows = list(measure_diffusion(device, {name: UNETS[name] for name in _UNETS[device.kind]}, VIT_B_16))
    else:
        rows = list(measure(device, sizes, (FULL_SIZE, VIT_B_32)))
    start = timing.start_seconds()
    shown = {"device": device.name, "threads": device.threads, "rows": [asdict(row) for row in rows], "start": start}
    sys.stdout.write(json.dumps(shown) + "\n" if options.json else table(device, rows, start))
    return 0


def measure(device: Device, sizes: list[Size], architectures: Architectures) -> Iterator[Row]:
    """Yield the rows of each size, which is painted at the next lower multiple of 16, as the published app does.

    Raises GeneratorError where a size does not fit.
    """
    capacity = Capacity(device, devices.memory(device), toy=False)
    for size in sizes:
        if refusal := capacity.refusal(size):
            raise GeneratorError(refusal)
    torch.set_num_threads(device.threads)
    devices.be_exact()
    for size in tqdm(sizes, unit="size"):
        yield from _rows(device, architectures, size, capacity.choose(painted(size)))


def _rows(device: Device, architectures: Architectures, size: Size, plan: Plan) -> Iterator[Row]:
    works = {work: _params(painted(size), asked, device) for work, asked in _WORKS.items()}
    runners = _runners(device, architectures, works, plan)
    gflop = {name: _warm_up(runner, device) for name, runner in runners.items()}
    rounds = [
        {name: timing.seconds(runner, device.kind) for name, runner in runners.items()}
        for _ in range(_COUNTED[device.kind])
    ]
    took = {name: median(each[name] for each in rounds) for name in runners}
    peak = timing.peak_gflops(device.kind, plan.decoder)
    for work, params in works.items():
        yield Row(
            method=params.method,
            size=str(size),
            painted=str(painted(size)),
            work=work,
            reference_seconds=round(took["reference"], 4),
            seconds=round(took[work], 4),
            ratio=round(took["reference"] / took[work], 2),
            cutouts=(NUM_CUTOUTS, params.num_cutouts),
            plan=plan.name,
            peak_share=round(gflop[work] / took[work] / peak, 2),
        )


def measure_diffusion(device: Device, unets: dict[str, dict[str, Any]], perceptor: dict[str, Any]) -> Iterator[Row]:
    """Yield a row for each U-Net, by create_model's arguments, at the size that it was trained with."""
    torch.set_num_threads(device.threads)
    devices.be_exact()
    for unet in tqdm(unets.values(), unit="model"):
        size = Size(unet["image_size"], unet["image_size"])
        plan = Capacity(device, devices.memory(device), toy=False, method="diffusion", trained_at=size.width).choose(
            size
        )
        runners = _diffusion_runners(device, unet, perceptor, plan)
        gflop = {name: _warm_up(runner, device) for name, runner in runners.items()}
        rounds = [
            {name: timing.seconds(runner, device.kind) for name, runner in runners.items()}
            for _ in range(_DIFFUSION_COUNTED[device.kind])
        ]
        reference, ours = (median(each[name] for each in rounds) for name in ("reference", "same"))
        peak = timing.peak_gflops(device.kind, plan.decoder)
        yield Row(
            method="diffusion",
            size=str(size),
            painted=str(size),
            work="class" if unet["class_cond"] else "same",
            reference_seconds=round(reference, 4),
            seconds=round(ours, 4),
            ratio=round(reference / ours, 2),
            cutouts=(NUM_CUTOUTS, NUM_CUTOUTS),
            plan=plan.name,
            peak_share=round(gflop["same"] / ours / peak, 2),
        )


def _diffusion_runners(
    device: Device, architecture: dict[str, Any], perceptor: dict[str, Any], plan: Plan
) -> dict[str, Callable[[], None]]:
    """Return what takes the published step, and what takes Easel's, with the same weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        published = random_diffusion_networks(architecture, perceptor, getattr(torch, plan.decoder))
    with torch.device("meta"):
        unet = UNet(architecture)
    unet.model = copy.deepcopy(published[0]).to(device.kind)
    models = diffusion.Models(unet, [Perceptor(copy.deepcopy(published[1]), None, plan.device, plan.perceptor)], 64)
    side = architecture["image_size"]
    steps = _WARM_UPS[device.kind] + _DIFFUSION_COUNTED[device.kind] + 1
    asked = {"prompt": _PROMPT, "method": "diffusion", "style": "full_size", "size": f"{side}x{side}", "seed": 0}
    params = settle({"you": {**asked, "steps": steps, "num_cutouts": NUM_CUTOUTS, "cutouts": "plain"}})[0]
    target = models.perceptors[0].encode_text(_PROMPT)
    for network in published:
        network.to(device.kind)
    label = torch.zeros(1, dtype=torch.long, device=device.kind) if architecture["class_cond"] else None
    step = PublishedDiffusionStep(published, torch.randn(1, 3, side, side).to(device.kind), target, label)
    ours = partial(next, diffusion.paint(models, params, plan, Given()))
    return {"reference": partial(_take, step, exact=False), "same": partial(_take, ours, exact=True)}


def _params(size: Size, asked: dict[str, Any], device: Device) -> Params:
    """Return the method's defaults but for what is asked; the last step, which also finishes, is not taken."""
    steps = _WARM_UPS[device.kind] + _COUNTED[device.kind] + 1
    what = {"prompt": _PROMPT, "method": "vqgan_clip", "style": "full_size", "size": size, "steps": steps, "seed": 0}
    return settle({"you": {**what, **asked}})[0]


def _runners(
    device: Device, architectures: Architectures, works: dict[str, Params], plan: Plan
) -> dict[str, Callable[[], None]]:
    """Return what takes the published step, and what takes Easel's for each kind of work, all with the same weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        networks = random_networks(*architectures, torch.float16 if device.kind == "cuda" else torch.float32)
    models = _models(networks, architectures, plan)
    size = works["same"].size
    grid = (size.height // models.vqgan.downsample_factor, size.width // models.vqgan.downsample_factor)
    codes = torch.zeros(1, *grid, dtype=torch.long, device=device.kind)
    target = models.perceptors[0].encode_text(_PROMPT)
    for network in networks:
        network.to(device.kind)
    published = PublishedStep(networks, models.vqgan.look_up(codes), target, NUM_CUTOUTS)
    return {
        "reference": partial(_take, partial(published, preview=True), exact=False),
        **{
            work: partial(_take, partial(next, vqgan_clip.paint(models, params, plan, Given())), exact=True)
            for work, params in works.items()
        },
    }


def _take(step: Callable[[], object], exact: bool) -> None:
    """Take a step as Easel does, `exact`, or with whatever operations the published one is made of."""
    torch.use_deterministic_algorithms(exact)
    step()


def _models(networks: tuple[Vqmodel, CLIP], architectures: Architectures, plan: Plan) -> vqgan_clip.Models:
    """Return Easel's networks with the published ones' weights, in the plan's precisions."""
    published, clip = networks
    vqgan = Vqgan(architectures[0]).eval().requires_grad_(False)
    vqgan.load_state_dict({name: published.state_dict()[name] for name in vqgan.state_dict()})
    move(vqgan, plan.device, plan.decoder)
    return vqgan_clip.Models(vqgan, [Perceptor(copy.deepcopy(clip), None, plan.device, plan.perceptor)])


def _warm_up(runner: Callable[[], None], device: Device) -> float:
    """Take the steps that are not counted, and return the GFLOP of one."""
    with FlopCounterMode(display=False) as counter:
        runner()
    for _ in range(_WARM_UPS[device.kind] - 1):
        runner()
    return float(counter.get_total_flops()) / 1e9


def table(device: Device, rows: list[Row], start: dict[str, float]) -> str:
    """Return what was measured as text."""
    lines = [f"{device.name}, {device.threads} threads; seconds a step"]
    lines.append(
        f"{'size':>10}{'work':>6}{'cutouts':>9}{'plan':>9}{'published':>11}{'Easel':>9}{'ratio':>7}{'of peak':>9}"
    )
    for row in rows:
        lines.append(
            f"{row.size:>10}{row.work:>6}{row.cutouts[1]:9}{row.plan:>9}{row.reference_seconds:11.3f}{row.seconds:9.3f}"
            f"{row.ratio:7.2f}{row.peak_share:9.0%}"
        )
    lines.append(f"Ready after {start['ready']:.1f} s; import torch, clip: {start['import_torch_clip']:.1f} s")
    return "\n".join(lines) + "\n"
