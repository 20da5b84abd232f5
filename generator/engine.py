"""The engine turns params into steps. It loads models on first use and keeps them."""

from collections.abc import Callable, Iterator
from functools import partial

import torch

from generator import device as devices
from generator import enlarging, host
from generator.kept import Kept
from generator.methods.method import Network, Networks
from generator.methods.registry import method
from generator.models.perceptors import kinds
from generator.models.perceptors.perceptor import Perceptor
from generator.pictures.inputs import Inputs
from generator.pictures.recipe import Recipe, versions
from generator.settings import load_settings
from generator.step import State, Step
from generator.styles import cards
from generator.wire.capacity import Capacity
from generator.wire.errors import InvalidParams, MissingWeights, OtherDevice, OtherMethod
from generator.wire.params import Params
from generator.wire.plan import Device, Plan, Precision
from generator.wire.protocol import Ready
from words.sentence import Sentence, say

_SHARE_OF_MEMORY = 4  # kept models take at most a quarter of the device's memory; painting needs the rest


class Engine:
    """Paints on one device with the installed styles."""

    def __init__(
        self,
        device: Device,
        styles: dict[str, cards.InstalledStyle],
        inputs: Inputs | None = None,
        limit: host.Limit | None = None,
    ) -> None:
        self.device = device
        self.inputs = inputs or Inputs(load_settings().data_dir / "inputs")
        self._styles = styles
        self._limit = limit
        self._held = host.held() if device.kind == "cpu" else 0
        self.memory = limit.mib if limit and device.kind == "cpu" else devices.memory(device)
        self._kept = Kept(self.memory * 2**20 // _SHARE_OF_MEMORY)
        self._old_peak = 0
        devices.be_exact()

    @classmethod
    def start(cls) -> "Engine":
        """Probe the machine and read the installed styles and the settings. Raises WrongSetting."""
        device = devices.probe()
        return cls(device, cards.installed(), limit=devices.limit(device, load_settings().memory_limit_mib))

    def describe(self) -> Ready:
        """Return what this engine can do, as a wire message."""
        styles = tuple(style.describe() for style in self._styles.values())
        return Ready(
            device=self.device,
            memory=self.memory,
            styles=styles,
            versions=versions(),
        )

    def style(self, name: str | None) -> cards.InstalledStyle:
        """Return an installed style, or the first one for None. Raises MissingWeights."""
        if name is None and self._styles:
            return next(iter(self._styles.values()))
        if name not in self._styles:
            raise MissingWeights("style-not-installed", style=str(name), installed=", ".join(self._styles))
        return self._styles[name]

    def capacity(self, style: str | None, method: str | None = None) -> Capacity:
        """Return the capacity for a style and a method (None: its usual one). Raises MissingWeights, OtherMethod."""
        card = self.style(style).card
        by = _check_method(card, method or card.method)
        about = self.style(style).describe().by(by)
        return Capacity(
            self.device,
            self.memory,
            card.toy,
            method=by,
            trained_at=about.trained_at,
            factor=about.downsample_factor,
        )

    def recipe(self, params: Params, plan: Plan) -> Recipe:
        """Return the recipe for painting `params` here and now.

        Raises MissingWeights, OtherMethod, and InvalidParams if they contradict the style.
        """
        style = self.style(params.style)
        card = style.card
        _check_method(card, params.method)
        if contradiction := style.describe().contradiction(params):
            raise InvalidParams(contradiction)
        return Recipe.of(params, plan, card, self.device)

    def paint(
        self, params: Params, plan: Plan, resume: State | None, busy: Callable[[Sentence], None]
    ) -> Iterator[Step]:
        """Yield the steps of a painting. `busy` is called before something that takes long.

        Raises MissingWeights, OtherDevice, RuntimeError, and what the method's `gather` and `paint` raise.
        """
        if plan.device == "cuda" != self.device.kind:
            raise OtherDevice
        torch.set_num_threads(plan.threads)
        if self._limit:
            self._limit.enforce()
        by, style = method(params.method), self.style(params.style)
        networks = self.networks(params.style, params.method, plan, busy)
        self._old_peak = devices.reset_peak_memory(self.device)
        given = by.gather(params.painted, self.inputs, style, networks)
        steps = by.paint(networks, params.painted, plan, given, resume)
        return enlarging.enlarged(steps) if params.enlarge > 1 else steps

    def peak_memory(self) -> int | None:
        """Return the peak memory of the last painting, in MiB, or None if unknown.

        What a processor's process held before it painted anything does not count.
        """
        peak = devices.peak_memory(self.device, self._old_peak)
        return None if peak is None else max(0, peak - self._held)

    def held_memory(self) -> int:
        """Return the memory in use besides the kept models, in MiB."""
        return devices.held_memory(self.device) - self._kept.bytes // 2**20

    def networks(self, style: str, by: str, plan: Plan, busy: Callable[[Sentence], None]) -> Networks:
        """Return a style's networks for a method, in the plan's precisions. Networks that styles share load once."""
        installed = self.style(style)
        own, perceptors = installed.card.network(by), installed.card.perceptors
        own_key = _key(own.sha256, plan.decoder, plan.device) if own else None
        perceptor_keys = [_key(file.sha256, plan.perceptor, plan.device) for file in perceptors]
        in_use = [key for key in (own_key, *perceptor_keys) if key]
        if any(key not in self._kept for key in in_use):
            busy(say("painter-loading", style=installed.card.name))

        def load_own(file: cards.NetworkFile) -> Network:
            return method(by).load(installed.checked(file), file, plan)

        def load_perceptor(file: cards.PerceptorFile) -> Perceptor:
            return kinds.load(file.kind, installed.checked(file), plan.device, plan.perceptor)

        return Networks(
            own=self._kept.get(own_key, in_use, partial(load_own, own)) if own and own_key else None,
            perceptors=[
                self._kept.get(key, in_use, partial(load_perceptor, file))
                for key, file in zip(perceptor_keys, perceptors, strict=True)
            ],
            card=own,
        )


def _check_method(card: cards.StyleCard, method: str) -> str:
    """Return the method. Raises OtherMethod if the style does not support it."""
    if method not in card.methods:
        raise OtherMethod(style=card.name, method=method)
    return method


def _key(sha256: str, precision: Precision, device: str) -> str:
    return f"{sha256} in {precision} on {device}"
