"""The engine: from params to steps, with models loaded on first use and kept."""

from collections.abc import Callable, Iterator

import torch

from generator import beginnings
from generator import device as devices
from generator.errors import MissingWeights
from generator.inputs import Inputs
from generator.methods import vqgan_clip
from generator.methods.step import State, Step
from generator.models.perceptor import Perceptor
from generator.models.vqgan import Vqgan
from generator.params import Params
from generator.plan import Device, Plan, Precision, Room
from generator.protocol import Ready
from generator.recipe import Recipe, versions
from generator.weights import cards


class Engine:
    """Paints on one device with the styles that are installed."""

    def __init__(self, device: Device, styles: dict[str, cards.Style], inputs: Inputs | None = None) -> None:
        self.device = device
        self.inputs = inputs or Inputs(cards.data_dir() / "inputs")
        self._styles = styles
        self._models: dict[str, tuple[tuple[Precision, Precision], vqgan_clip.Models]] = {}
        # An operation without a deterministic implementation raises instead of painting what cannot be repeated.
        torch.use_deterministic_algorithms(True)

    @classmethod
    def start(cls) -> "Engine":
        """Look at the machine and at what is installed."""
        return cls(devices.probe(), cards.installed())

    def describe(self) -> Ready:
        """Return what this engine can do, as the wire says it."""
        return Ready(
            device=self.device,
            memory=devices.memory(self.device),
            methods=("vqgan_clip",),
            styles=tuple(style.describe() for style in self._styles.values()),
            versions=versions(),
        )

    def style(self, name: str | None) -> cards.Style:
        """Return an installed style, the first of them for None. Raises MissingWeights."""
        if name is None and self._styles:
            return next(iter(self._styles.values()))
        if name not in self._styles:
            raise MissingWeights(f"The style {name} is not installed; installed: {', '.join(self._styles)}.")
        return self._styles[name]

    def room(self, style: str | None) -> Room:
        """Return what this device has room for in a style. Raises MissingWeights."""
        return Room(self.device, devices.memory(self.device), self.style(style).card.toy)

    def recipe(self, params: Params, plan: Plan) -> Recipe:
        """Return the recipe of `params` painted here and now. Raises MissingWeights."""
        return Recipe.of(params, plan, self.style(params.style).card, self.device)

    def paint(self, params: Params, plan: Plan, resume: State | None, busy: Callable[[str], None]) -> Iterator[Step]:
        """Yield the steps of a painting; `busy` is told before something long.

        Raises MissingWeights, RuntimeError, and what `beginnings.gather` does.
        """
        torch.set_num_threads(plan.threads)
        models = self.models(params.style, plan, busy)
        devices.reset_peak_memory()
        given = beginnings.gather(params, self.inputs, self.style(params.style), models.vqgan)
        return vqgan_clip.paint(models, params, plan, given, resume)

    def models(self, style: str, plan: Plan, busy: Callable[[str], None]) -> vqgan_clip.Models:
        """Return a style's networks in the plan's precisions, loading them unless they are there."""
        precisions = plan.decoder, plan.perceptor
        kept, models = self._models.get(style, (None, None))
        if models is None or kept != precisions:
            busy(f"loading the style {style}")
            del models
            self._models.pop(style, None)  # before the others come: both may not fit
            models = self._load(self.style(style), plan)
            self._models[style] = precisions, models
        return models

    @staticmethod
    def _load(style: cards.Style, plan: Plan) -> vqgan_clip.Models:
        card = style.card
        vqgan = Vqgan.load(style.checked(card.vqgan), card.vqgan.architecture, plan.device, plan.decoder)
        perceptors = [Perceptor.load(style.checked(file), plan.device, plan.perceptor) for file in card.perceptors]
        return vqgan_clip.Models(vqgan, perceptors)
