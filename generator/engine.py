"""The engine: from params to steps, with models loaded on first use and kept."""

from collections.abc import Callable, Iterator

import torch

from generator import device as devices
from generator.errors import MissingWeights
from generator.methods import vqgan_clip
from generator.methods.step import State, Step
from generator.models.perceptor import Perceptor
from generator.models.vqgan import Vqgan
from generator.params import Params
from generator.plan import Device, Plan
from generator.protocol import Ready
from generator.recipe import Recipe, versions
from generator.weights import cards


class Engine:
    """Paints on one device with the styles that are installed."""

    def __init__(self, device: Device, styles: dict[str, cards.Style]) -> None:
        self.device = device
        self._styles = styles
        self._models: dict[str, vqgan_clip.Models] = {}
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

    def recipe(self, params: Params, plan: Plan) -> Recipe:
        """Return the recipe of `params` painted here and now. Raises MissingWeights."""
        return Recipe.of(params, plan, self.style(params.style).card, self.device)

    def paint(self, params: Params, plan: Plan, resume: State | None, busy: Callable[[str], None]) -> Iterator[Step]:
        """Yield the steps of a painting; `busy` is told before something long. Raises MissingWeights, RuntimeError."""
        torch.set_num_threads(plan.threads)
        if params.style not in self._models:
            busy(f"loading the style {params.style}")
            self._models[params.style] = self._load(self.style(params.style), plan)
        devices.reset_peak_memory()
        return vqgan_clip.paint(self._models[params.style], params, plan, resume)

    @staticmethod
    def _load(style: cards.Style, plan: Plan) -> vqgan_clip.Models:
        vqgan = Vqgan.load(style.checked(style.card.vqgan), style.card.vqgan.architecture, plan.device)
        perceptors = [Perceptor.load(style.checked(file), plan.device) for file in style.card.perceptors]
        return vqgan_clip.Models(vqgan, perceptors)
