"""The METHOD of Fourier, for the engine, the memory counter and the bench."""

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch._subclasses.fake_tensor import unset_fake_temporarily

from generator.methods.fourier.offer import OFFER
from generator.methods.fourier.paint import paint
from generator.methods.fourier.published import PublishedStep, random_clip
from generator.methods.method import Counted, Example, Method, Networks
from generator.models.openai_clip import CLIP, VIT_B_32
from generator.models.perceptors import kinds
from generator.pictures.inputs import Inputs
from generator.step import Given, State, Step
from generator.styles.cards import InstalledStyle
from generator.styles.shipped import DREAMS
from generator.wire.capacity import TOY_EXAMPLE
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size


class ClipAlone(Example):
    """ViT-B/32, at any size."""

    name = "clip"
    perceptor = VIT_B_32
    sizes = ("256x256", "512x512", "1280x720", "1920x1080", "3840x2160")
    table_sizes = ("256x256", "1280x720", "4096x4096")  # what a step holds grows with the pixels
    counted: ClassVar[Mapping[str, Any]] = {"learning_rate": 0.05, "cut_power": 1.0, "cutouts": "padded"}

    @property
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        # The published step neither warps crops nor adds noise, so these do not, either.
        plain = {"cutout_noise": 0, "augment": False}
        return {"same": {"num_cutouts": 64, **plain}, "fast": {"cutouts": "fast", "num_cutouts": 16, **plain}}

    def bench_sizes(self, kind: str) -> tuple[str, ...]:
        return ("512x512", "1280x720") if kind == "cuda" else ("512x512",)

    def rounds(self, kind: str) -> int:
        return 10 if kind == "cuda" else 2

    def published(self, dtype: torch.dtype) -> tuple[nn.Module, CLIP]:
        return nn.Identity(), random_clip(self.perceptor, dtype)

    def step(
        self, published: tuple[nn.Module, CLIP], size: Size, target: Tensor, *, preview: bool
    ) -> Callable[[], object]:
        return partial(PublishedStep(published[1], (size.height, size.width), target), preview=preview)

    def networks(self, plan: Plan, device: str, published: tuple[nn.Module, CLIP] | None = None) -> Networks:
        clip = copy.deepcopy(published[1]) if published else None
        return Networks(None, [self.random_perceptor(plan, device, clip)])


class Dreams(Counted):
    """The classifiers of the style `dreams`, which judge in turn."""

    name = TOY_EXAMPLE
    table_sizes = ClipAlone.table_sizes
    counted: ClassVar[Mapping[str, Any]] = {
        **{name: ClipAlone.counted[name] for name in ("learning_rate", "cut_power", "cutouts")},
        **{"perceptors_in_turn": True, "whole_share": 1.0},  # whole cutouts are the largest
    }

    def networks(self, plan: Plan, device: str) -> Networks:
        style = InstalledStyle(DREAMS)
        with unset_fake_temporarily():  # their weights are read from files, whatever counts them
            return Networks(
                None, [kinds.load(file.kind, style.checked(file), device, "float32") for file in style.card.perceptors]
            )


class Fourier(Method):
    """Optimises frequencies until crops of their picture fit the prompt (Olah et al., Distill 2017)."""

    offer = OFFER
    examples = (ClipAlone(),)
    others = (Dreams(),)

    def gather(self, params: Params, inputs: Inputs, style: InstalledStyle, networks: Networks) -> Given:
        return Given(
            init_image=inputs.filling(params.init_image, params.size) if params.init_image else None,
            image_prompt=inputs.whole(params.image_prompt, params.size) if params.image_prompt else None,
        )

    def paint(
        self, networks: Networks, params: Params, plan: Plan, given: Given, resume: State | None = None
    ) -> Iterator[Step]:
        return paint(networks.perceptors, params, plan, given, resume)


METHOD = Fourier()
