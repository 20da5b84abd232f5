"""The METHOD of VQGAN-CLIP, for the engine, the memory counter and the bench."""

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from generator.methods.method import Counted, Example, Method, Networks, Reading
from generator.methods.toy import Toy
from generator.methods.vqgan_clip import checkpoint
from generator.methods.vqgan_clip.given import gather
from generator.methods.vqgan_clip.offer import OFFER
from generator.methods.vqgan_clip.paint import Models, paint
from generator.methods.vqgan_clip.published import F8, FULL_SIZE, PublishedStep, Vqmodel, random_networks
from generator.models.openai_clip import CLIP, VIT_B_32
from generator.models.perceptors.clip import ClipPerceptor
from generator.models.precision import move
from generator.models.shapes import Shapes
from generator.models.vqgan import Vqgan
from generator.pictures.inputs import Inputs
from generator.step import Given, State, Step
from generator.styles.cards import InstalledStyle, NetworkFile
from generator.wire.offers import Architecture
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size


class VqganExample(Example):
    """vqgan_imagenet_f16_1024 with ViT-B/32, at any size."""

    # The sizes in vqgan-clip-app's "Notes and observations", and two that were too large for its GPUs.
    sizes = (
        *("300x300", "480x480", "640x360", "640x480", "800x450", "800x600", "960x540", "960x720", "1024x576"),
        *("1024x768", "1280x720", "1920x1080", "3840x2160"),
    )
    # The last is the largest size that Easel accepts.
    table_sizes = (*("300x300", "480x480", "800x600", "1280x720", "1920x1080", "3840x2160", "4096x4096"),)
    counted: ClassVar[Mapping[str, Any]] = {"learning_rate": 0.05, "cut_power": 1.0}

    def __init__(self, name: str, vqgan: dict[str, Any] = FULL_SIZE, perceptor: dict[str, Any] = VIT_B_32) -> None:
        self.name, self.vqgan, self.perceptor = name, vqgan, perceptor

    @property
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        # The published step adds no noise, so these do not, either.
        return {
            "same": {"cutouts": "exact", "num_cutouts": 64, "cutout_noise": 0},
            "fast": {"cutouts": "fast", "cutout_noise": 0},
        }

    def bench_sizes(self, kind: str) -> tuple[str, ...]:
        return ("300x300", "480x480", "1280x720") if kind == "cuda" else ("300x300",)

    def rounds(self, kind: str) -> int:
        return 10 if kind == "cuda" else 2

    def published(self, dtype: torch.dtype) -> tuple[nn.Module, CLIP]:
        return random_networks(self.vqgan, self.perceptor, dtype)

    def step(
        self, published: tuple[nn.Module, CLIP], size: Size, target: Tensor, *, preview: bool
    ) -> Callable[[], object]:
        vqgan, perceptor = published
        assert isinstance(vqgan, Vqmodel)
        codebook = vqgan.quantize.embedding.weight
        grid = (size.height // vqgan.downsample_factor, size.width // vqgan.downsample_factor)
        codes = torch.zeros(1, *grid, dtype=torch.long, device=codebook.device)
        latents = codebook[codes].permute(0, 3, 1, 2).contiguous()
        return partial(PublishedStep((vqgan, perceptor), latents, target), preview=preview)

    def networks(self, plan: Plan, device: str, published: tuple[nn.Module, CLIP] | None = None) -> Networks:
        vqgan = Vqgan(self.vqgan).eval().requires_grad_(False)
        if published is None:
            move(vqgan, device, plan.decoder)
            return Networks(vqgan, [self.random_perceptor(plan, device)])
        weights = published[0].state_dict()
        vqgan.load_state_dict({name: weights[name] for name in vqgan.state_dict()})
        move(vqgan, device, plan.decoder)
        return Networks(vqgan, [self.random_perceptor(plan, device, copy.deepcopy(published[1]))])


class Gumbel(Counted):
    """vqgan_gumbel_f8 with ViT-B/32: four times as many places attend to each other as with f16."""

    name = "f8"
    table_sizes = VqganExample.table_sizes
    counted = VqganExample.counted

    def networks(self, plan: Plan, device: str) -> Networks:
        vqgan = Vqgan(F8).eval().requires_grad_(False)
        move(vqgan, device, plan.decoder)
        return Networks(vqgan, [ClipPerceptor(CLIP(**VIT_B_32), None, device, plan.perceptor)])


class VqganClip(Method):
    """Optimises latents until crops of their picture fit the prompt (Crowson et al., arXiv 2204.08583)."""

    offer = OFFER
    anchor = checkpoint.ANCHOR
    examples = (VqganExample("f16"),)
    others = (Gumbel(), Toy(OFFER.name, lambda architecture: Vqgan(dict(architecture))))

    def load(self, path: Path, card: NetworkFile, plan: Plan) -> Vqgan:
        return Vqgan.load(path, card.architecture, plan.device, plan.decoder)

    def read(self, shapes: Shapes, wanted: Architecture | None) -> Reading:
        return checkpoint.read(shapes, wanted)

    def gather(self, params: Params, inputs: Inputs, style: InstalledStyle, networks: Networks) -> Given:
        return gather(params, inputs, style, networks.own)

    def paint(
        self, networks: Networks, params: Params, plan: Plan, given: Given, resume: State | None = None
    ) -> Iterator[Step]:
        return paint(Models(networks.own, networks.perceptors), params, plan, given, resume)


METHOD = VqganClip()
