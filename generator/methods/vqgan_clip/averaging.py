"""The moving average of the latents: its picture is calmer than that of any single step."""

import torch
from torch import Tensor


class Average:
    """An exponential moving average that does not lean towards its start (`EMATensor` of jbustter's MSE notebook).

    `decay` is what it keeps of itself in a step; with 0 it is the newest latents.
    """

    def __init__(self, latents: Tensor, decay: float) -> None:
        self._decay = decay
        self.sum = torch.zeros_like(latents)
        self.share = 0.0  # of the sum that is latents, and not the zeros it began as

    def add(self, latents: Tensor) -> None:
        """Take in the latents after a step."""
        self.sum.mul_(self._decay).add_(latents, alpha=1 - self._decay)
        self.share = self.share * self._decay + (1 - self._decay)

    @property
    def value(self) -> Tensor:
        """The average, shaped as the latents. There must be something in it."""
        return self.sum / self.share
