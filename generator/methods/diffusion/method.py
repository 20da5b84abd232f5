"""The METHOD of CLIP-guided diffusion, for the engine, the memory counter and the bench."""

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from generator.methods.diffusion import checkpoint, told
from generator.methods.diffusion.given import gather
from generator.methods.diffusion.offer import OFFER
from generator.methods.diffusion.paint import Models, paint
from generator.methods.diffusion.published import UNETS, PublishedDiffusionStep, random_networks
from generator.methods.method import Example, Method, Networks, Reading
from generator.methods.toy import Toy
from generator.models.guided import UNetModel
from generator.models.openai_clip import CLIP, VIT_B_16
from generator.models.shapes import Shapes
from generator.models.unet import UNet
from generator.pictures.inputs import Inputs
from generator.step import Given, State, Step
from generator.styles.cards import InstalledStyle, NetworkFile
from generator.wire.offers import Architecture
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size


class UnetExample(Example):
    """One of the published U-Nets with ViT-B/16, at the size that it was trained at."""

    counted: ClassVar[Mapping[str, Any]] = {"learning_rate": 0.05, "cut_power": 0.5, "tv_scale": 150}

    def __init__(self, name: str, unet: dict[str, Any], perceptor: dict[str, Any] = VIT_B_16) -> None:
        self.name, self.unet, self.perceptor = name, unet, perceptor
        self._own_size = f"{unet['image_size']}x{unet['image_size']}"
        if not unet["class_cond"]:  # a conditional one takes as much as the unconditional one of its size
            self.sizes = (self._own_size,)
            self.table_sizes = ("256x256", "512x512", "1024x1024")

    @property
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        return {"class" if self.unet["class_cond"] else "same": {"num_cutouts": 64, "cutouts": "plain"}}

    def bench_sizes(self, kind: str) -> tuple[str, ...]:
        # Without a GPU a published step takes minutes.
        return (self._own_size,) if kind == "cuda" or self.unet["image_size"] <= 256 else ()

    def rounds(self, kind: str) -> int:
        return 10 if kind == "cuda" else 1

    def published(self, dtype: torch.dtype) -> tuple[nn.Module, CLIP]:
        return random_networks(self.unet, self.perceptor, dtype)

    def step(
        self, published: tuple[nn.Module, CLIP], size: Size, target: Tensor, *, preview: bool
    ) -> Callable[[], object]:
        unet, perceptor = published
        assert isinstance(unet, UNetModel)
        device = next(unet.parameters()).device
        x = torch.randn(1, 3, size.height, size.width).to(device)
        label = torch.zeros(1, dtype=torch.long, device=device) if self.unet["class_cond"] else None
        return PublishedDiffusionStep((unet, perceptor), x, target, label)  # the preview is a by-product

    def networks(self, plan: Plan, device: str, published: tuple[nn.Module, CLIP] | None = None) -> Networks:
        card = NetworkFile(file="", sha256="", architecture=self.unet)
        if published is None:
            whole = UNet(self.unet).eval().requires_grad_(False).lowered(plan.decoder)
            return Networks(whole, [self.random_perceptor(plan, device)], card)
        with torch.device("meta"):
            unet = UNet(self.unet)
        unet.model = copy.deepcopy(published[0]).to(device)
        return Networks(unet, [self.random_perceptor(plan, device, copy.deepcopy(published[1]))], card)


class Diffusion(Method):
    """Guides a picture towards its prompt while removing noise from it (Crowson's notebooks)."""

    offer = OFFER
    examples = tuple(UnetExample(name, unet) for name, unet in UNETS.items())
    others = (Toy(OFFER.name, UNet),)
    anchor = checkpoint.ANCHOR
    told = told.NAMES

    def load(self, path: Path, card: NetworkFile, plan: Plan) -> UNet:
        return UNet.load(path, card.architecture, plan.device, plan.decoder)

    def read(self, shapes: Shapes, wanted: Architecture | None) -> Reading:
        return checkpoint.read(shapes, wanted)

    def gather(self, params: Params, inputs: Inputs, style: InstalledStyle, networks: Networks) -> Given:
        return gather(params, inputs, self._models(networks).downsample_factor)

    def paint(
        self, networks: Networks, params: Params, plan: Plan, given: Given, resume: State | None = None
    ) -> Iterator[Step]:
        return paint(self._models(networks), params, plan, given, resume)

    @staticmethod
    def _models(networks: Networks) -> Models:
        assert networks.card is not None  # painting needs a U-Net
        factor = OFFER.downsample_factor(networks.card.architecture)
        return Models(networks.own, networks.perceptors, factor, networks.card.classes)


METHOD = Diffusion()
