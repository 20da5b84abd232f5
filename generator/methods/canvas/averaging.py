"""The moving average of the latents, whose picture is smoother than that of any single step."""

import torch
from torch import Tensor


class Average:
    """An exponential moving average without bias towards its start (`EMATensor` in jbustter's MSE notebook).

    `decay` is the fraction that it keeps in each step. With 0 it is the latest latents.
    """

    def __init__(self, latents: Tensor, decay: float) -> None:
        self._decay = decay
        self.sum = torch.zeros_like(latents)
        self.share = 0.0  # of the sum that comes from latents rather than from the initial zeros

    def add(self, latents: Tensor) -> None:
        """Add the latents after a step."""
        self.sum.mul_(self._decay).add_(latents, alpha=1 - self._decay)
        self.share = self.share * self._decay + (1 - self._decay)

    @property
    def value(self) -> Tensor:
        """The average, shaped like the latents. Something must have been added."""
        return self.sum / self.share
