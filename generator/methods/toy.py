"""The toy's networks, for the planner's tables: their architectures come from the toy's card and its files."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from safetensors import safe_open
from torch import nn

from generator.methods.method import Counted, Networks
from generator.models.openai_clip import build_model
from generator.models.perceptors.clip import ClipPerceptor
from generator.styles.cards import InstalledStyle
from generator.styles.shipped import TOY
from generator.wire.capacity import TOY_EXAMPLE
from generator.wire.offers import Architecture, offer
from generator.wire.plan import Plan

_SIDES = (64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)
"""A U-Net's attention grows with the square of the pixels, so the planner needs close sizes to interpolate between."""


class Toy(Counted):
    """The toy's networks for one method, with any weights."""

    name = TOY_EXAMPLE
    table_sizes = tuple(f"{side}x{side}" for side in _SIDES)

    def __init__(self, method: str, build: Callable[[Architecture], nn.Module]) -> None:
        """`build` makes the method's own network."""
        self._method, self._build = method, build

    @property
    def counted(self) -> Mapping[str, Any]:  # type: ignore[override]
        defaults = {**offer(self._method).defaults, **InstalledStyle(TOY).card.methods[self._method].defaults}
        return {name: defaults[name] for name in ("learning_rate", "cut_power", "tv_scale") if name in defaults}

    def networks(self, plan: Plan, device: str) -> Networks:
        style = InstalledStyle(TOY)
        own = style.card.network(self._method)
        assert own is not None
        (eye,) = style.card.perceptors
        with safe_open(TOY / eye.file, "pt") as file:
            names = set(file.keys()) - {"vocabulary", "classes"}
            shapes = {name: file.get_slice(name).get_shape() for name in names}
        perceptor = build_model({name: torch.empty(shape) for name, shape in shapes.items()})
        network = self._build(own.architecture).eval().requires_grad_(False)
        return Networks(network, [ClipPerceptor(perceptor, None, device, plan.perceptor)], own)
