"""The engine: from params to steps, with models loaded on first use and kept."""

import sys
from collections.abc import Callable, Iterator
from functools import partial

import torch

from generator import beginnings
from generator import device as devices
from generator.errors import GeneratorError, MissingWeights
from generator.kept import Kept, T
from generator.methods.diffusion import paint as diffusion
from generator.methods.vqgan_clip import paint as vqgan_clip
from generator.models.perceptor import Perceptor
from generator.models.unet import UNet
from generator.models.vqgan import Vqgan
from generator.pictures.inputs import Inputs
from generator.pictures.recipe import Recipe, versions
from generator.step import State, Step
from generator.styles import cards
from generator.wire.params import Params
from generator.wire.plan import Capacity, Device, Plan, Precision
from generator.wire.protocol import Ready

_SHARE_OF_MEMORY = 4  # models that are kept take a quarter of the device's memory at the most; painting needs the rest


class OtherDevice(GeneratorError):
    """That was painted on a graphics card, and this painter has none: it cannot be the same picture here."""


class OtherMethod(GeneratorError):
    """The style does not paint by this method."""


class Engine:
    """Paints on one device with the styles that are installed."""

    def __init__(
        self,
        device: Device,
        styles: dict[str, cards.Style],
        inputs: Inputs | None = None,
        limit: int | None = None,
    ) -> None:
        """`limit` is how many MiB the process may take of the host beyond what it has now."""
        self.device = device
        self.inputs = inputs or Inputs(cards.data_dir() / "inputs")
        self._styles = styles
        allowed = devices.limit_memory(limit, device) if limit else None
        self.memory = min(devices.memory(device), allowed or sys.maxsize)
        self._kept = Kept(self.memory * 2**20 // _SHARE_OF_MEMORY)
        self._peak_is_known = False
        devices.be_exact()

    @classmethod
    def start(cls, limit: int | None = None) -> "Engine":
        """Look at the machine and at what is installed."""
        return cls(devices.probe(), cards.installed(), limit=limit)

    def describe(self) -> Ready:
        """Return what this engine can do, as the wire says it."""
        styles = tuple(style.describe() for style in self._styles.values())
        return Ready(
            device=self.device,
            memory=self.memory,
            methods=tuple(dict.fromkeys(method for style in styles for method in style.methods)),
            styles=styles,
            versions=versions(),
        )

    def style(self, name: str | None) -> cards.Style:
        """Return an installed style, the first of them for None. Raises MissingWeights."""
        if name is None and self._styles:
            return next(iter(self._styles.values()))
        if name not in self._styles:
            raise MissingWeights(f"The style {name} is not installed; installed: {', '.join(self._styles)}.")
        return self._styles[name]

    def capacity(self, style: str | None, method: str | None = None) -> Capacity:
        """Return what this device has room for in a style, by its usual method for None. Raises MissingWeights."""
        card = self.style(style).card
        by = method or card.method
        return Capacity(self.device, self.memory, card.toy, method=by, trained_at=card.trained_at(by))

    def recipe(self, params: Params, plan: Plan) -> Recipe:
        """Return the recipe of `params` painted here and now. Raises MissingWeights, OtherMethod."""
        card = self.style(params.style).card
        if params.method not in (card.method, *card.other_methods):
            raise OtherMethod(f"The style {params.style} does not paint by {params.method}; leave method out.")
        return Recipe.of(params, plan, card, self.device)

    def paint(self, params: Params, plan: Plan, resume: State | None, busy: Callable[[str], None]) -> Iterator[Step]:
        """Yield the steps of a painting; `busy` is told before something long.

        Raises MissingWeights, OtherDevice, RuntimeError, and what `beginnings.gather` does.
        """
        if plan.device == "cuda" != self.device.kind:
            raise OtherDevice
        torch.set_num_threads(plan.threads)
        if params.method == "diffusion":
            return self._diffuse(params, plan, resume, busy)
        models = self.models(params.style, plan, busy)
        self._peak_is_known = devices.reset_peak_memory(self.device)
        given = beginnings.gather(params, self.inputs, self.style(params.style), models.vqgan)
        return vqgan_clip.paint(models, params, plan, given, resume)

    def _diffuse(self, params: Params, plan: Plan, resume: State | None, busy: Callable[[str], None]) -> Iterator[Step]:
        models = self.diffusion_models(params.style, plan, busy)
        self._peak_is_known = devices.reset_peak_memory(self.device)
        given = beginnings.gather_pictures(params, self.inputs, models.downsample_factor)
        return diffusion.paint(models, params, plan, given, resume)

    def peak_memory(self) -> int | None:
        """Return the most memory that the last painting has used, in MiB; None where that cannot be known."""
        return devices.peak_memory(self.device) if self._peak_is_known else None

    def held_memory(self) -> int | None:
        """Return what is in use besides the models that are kept, in MiB; None where that cannot be known."""
        held = devices.held_memory(self.device)
        return None if held is None else held - self._kept.bytes // 2**20

    def models(self, name: str, plan: Plan, busy: Callable[[str], None]) -> vqgan_clip.Models:
        """Return a style's networks in the plan's precisions; what two styles have in common is loaded once."""
        style, card = self.style(name), self.style(name).card.vqgan
        assert card is not None  # the style paints by this method

        def load() -> Vqgan:
            return Vqgan.load(style.checked(card), card.architecture, plan.device, plan.decoder)

        return vqgan_clip.Models(*self._loaded(style, card, load, plan, busy))

    def diffusion_models(self, name: str, plan: Plan, busy: Callable[[str], None]) -> diffusion.Models:
        """Return a style's networks for diffusion, as `models` does."""
        style, card = self.style(name), self.style(name).card.diffusion
        assert card is not None  # the style paints by this method

        def load() -> UNet:
            return UNet.load(style.checked(card), card.architecture, plan.device, plan.decoder)

        unet, perceptors = self._loaded(style, card, load, plan, busy)
        return diffusion.Models(unet, perceptors, card.downsample_factor, any_class=card.classes is not None)

    def _loaded(
        self,
        style: cards.Style,
        card: cards.VqganFile | cards.DiffusionFile,
        load: Callable[[], T],
        plan: Plan,
        busy: Callable[[str], None],
    ) -> tuple[T, list[Perceptor]]:
        """Return what paints and its critics, those that are kept from before as they are."""
        of_painter, *of_perceptors = keys = [
            _key(card.sha256, plan.decoder, plan.device),
            *(_key(file.sha256, plan.perceptor, plan.device) for file in style.card.perceptors),
        ]
        if any(key not in self._kept for key in keys):
            busy(f"loading the style {style.card.name}")
        keep = partial(self._kept.get, in_use=keys)

        def load_perceptor(file: cards.PerceptorFile) -> Perceptor:
            return Perceptor.load(style.checked(file), plan.device, plan.perceptor)

        painter = keep(of_painter, load=load)
        perceptors = [
            keep(key, load=partial(load_perceptor, file))
            for key, file in zip(of_perceptors, style.card.perceptors, strict=True)
        ]
        return painter, perceptors


def _key(sha256: str, precision: Precision, device: str) -> str:
    return f"{sha256} in {precision} on {device}"
