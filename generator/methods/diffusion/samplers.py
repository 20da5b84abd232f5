"""The samplers, which turn noise into a picture step by step: the published ones and a faster one.

Each step takes the U-Net's prediction and the guidance, and returns the picture with less noise. A noisy picture is
`signal * clean + noise * random`, where signal² + noise² = 1.
"""

import math
from typing import Any

import torch
from torch import Tensor

from generator.models.schedule import Schedule
from generator.wire.params import Params

# A second-order step may be at most this many times longer than the step before it. The last steps of an even respacing
# are so long, in the logarithm of signal over noise, that they would overshoot.
_LONGER = 2

Prediction = dict[str, Tensor]
"""The result of guided-diffusion's `p_mean_variance`: pred_xstart, mean, variance, log_variance."""


class Sampler:
    """Takes the steps of one painting. `previous` is the clean picture predicted in the step before, if any.

    - ddpm: guidance shifts the mean, scaled by the variance (Dhariwal and Nichol, arXiv 2105.05233, algorithm 1).
    - ddim: guidance is part of the predicted noise (the same, algorithm 2); eta from Song et al., arXiv 2010.02502.
    - dpm: DPM-Solver++(2M) of Lu et al., arXiv 2211.01095, and its SDE variant with eta. It extrapolates from two
      predictions. The guidance jumps from step to step with its random crops, so it takes its own first-order step.
    """

    def __init__(self, params: Params, schedule: Schedule, rng: torch.Generator) -> None:
        self._sample = {"ddpm": self._ddpm, "ddim": self._ddim, "dpm": self._dpm}[params.sampler]
        self._eta, self._schedule, self._rng = params.eta, schedule, rng
        self.previous: Tensor | None = None

    def step(self, x: Tensor, at: int, predicted: Prediction, gradient: Tensor) -> Tensor:
        """Return the picture at the next timestep: all (1, 3, h, w). `at` counts down to 0, the last.

        `gradient` is the gradient of the losses for `x`; the step moves against it.
        """
        after = self._sample(x, at, predicted, -gradient)
        self.previous = predicted["pred_xstart"]
        return after

    def _ddpm(self, x: Tensor, at: int, predicted: Prediction, push: Tensor) -> Tensor:
        mean = predicted["mean"] + predicted["variance"] * push
        return mean + (predicted["log_variance"] / 2).exp() * self._noise(x) if at else mean

    def _ddim(self, x: Tensor, at: int, predicted: Prediction, push: Tensor) -> Tensor:
        (signal, noise), (signal_after, noise_after) = self._levels(at)
        clean = predicted["pred_xstart"] + noise**2 / signal * push
        fresh = self._eta * noise_after / noise * math.sqrt(1 - (signal / signal_after) ** 2)
        kept = math.sqrt(max(0.0, noise_after**2 - fresh**2)) * (x - signal * clean) / noise
        return signal_after * clean + kept + (fresh * self._noise(x) if at else 0)

    def _dpm(self, x: Tensor, at: int, predicted: Prediction, push: Tensor) -> Tensor:
        (signal, noise), (signal_after, noise_after) = self._levels(at)
        clean = predicted["pred_xstart"]
        guidance = noise**2 / signal * push
        if not at:
            return clean + guidance
        h = math.log(signal_after / noise_after) - math.log(signal / noise)
        if self.previous is not None:
            (before, noise_before), _ = self._levels(at + 1)
            h_before = math.log(signal / noise) - math.log(before / noise_before)
            if h <= _LONGER * h_before:
                clean = clean + h / (2 * h_before) * (clean - self.previous)
        weight = signal_after * -math.expm1(-h * (1 + self._eta))
        after = noise_after / noise * math.exp(-self._eta * h) * x + weight * (clean + guidance)
        return after + noise_after * math.sqrt(-math.expm1(-2 * self._eta * h)) * self._noise(x)

    def _levels(self, at: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return (signal, noise) at a timestep and at the next one."""
        cumprod: Any = (self._schedule.alphas_cumprod[at], self._schedule.alphas_cumprod_prev[at])
        now, after = ((math.sqrt(each), math.sqrt(1 - each)) for each in cumprod)
        return now, after

    def _noise(self, x: Tensor) -> Tensor:
        return torch.randn(x.shape, generator=self._rng).to(x)
