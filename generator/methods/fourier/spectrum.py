"""A picture as frequencies: how coefficients become pixels, and pixels coefficients.

A coefficient weighs less the higher its frequency, so that an optimiser moves large shapes as easily as small ones, and
colours are mixed as they vary in photographs (Olah et al., "Feature Visualization", Distill 2017; Lucid's `spatial.py`
and `color.py`). Frequencies count cycles along the longer side, so coefficients mean the same at every size.
"""

import torch
from torch import Tensor

from generator.wire.size import Size

_STRENGTH = 0.75  # of the lowest frequencies
_FAINT = 0.01  # how far random beginnings are from grey
_LEAST = 1e-6  # weight that a given picture is divided by
_FADING = 0.02  # cycles a pixel
_BOUND = 0.02  # of given pixels' distance from black and white, whose logits are infinite

# The square root of the covariance of photographs' colours, over the largest length of its columns (Lucid, `color.py`).
_COLOURS = torch.tensor([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], dtype=torch.float64)
_MIX = _COLOURS / _COLOURS.norm(dim=0).max()


class Spectrum:
    """The frequencies of a picture of `size`. Coefficients are (1, 3, height, width // 2 + 1, 2), real."""

    def __init__(self, size: Size, decay_power: float, highest: float, device: str) -> None:
        """A coefficient's weight is its frequency to the power of minus `decay_power`.

        Frequencies above `highest` cycles a pixel fade out.
        """
        self.size = size
        self._power, self._highest, self._device = decay_power, highest, device
        self._mix = _MIX.to(device, torch.float32)
        self._weights: dict[Size, Tensor] = {}

    def random(self, rng: torch.Generator) -> Tensor:
        """Return the coefficients of a faint random picture."""
        drawn = torch.randn(1, 3, self.size.height, self.size.width // 2 + 1, 2, generator=rng)
        return (_FAINT * drawn).to(self._device)

    def of(self, picture: Tensor) -> Tensor:
        """Return the coefficients of a picture (1, 3, height, width) in 0..1."""
        values = torch.logit(picture.to(self._device).clamp(_BOUND, 1 - _BOUND))
        plain = torch.einsum("ij,njhw->nihw", torch.linalg.inv(_MIX).to(values), values)
        return torch.view_as_real(torch.fft.rfft2(plain, norm="forward") / self._weight(self.size).clamp(min=_LEAST))

    def values(self, coefficients: Tensor, size: Size) -> Tensor:
        """Return the colours before they are squeezed into 0..1: (1, 3, height, width).

        At a smaller `size` the frequencies are left out that it cannot show.
        """
        down, up = (size.height + 1) // 2, size.height // 2
        kept = coefficients[..., : size.width // 2 + 1, :]
        kept = torch.cat([kept[:, :, :down], kept[:, :, kept.shape[2] - up :]], 2)
        waves = torch.view_as_complex(kept.contiguous()) * self._weight(size)
        plain = torch.fft.irfft2(waves, s=(size.height, size.width), norm="forward")
        return torch.einsum("ij,njhw->nihw", self._mix, plain)

    def _weight(self, size: Size) -> Tensor:
        """Return the weight of each coefficient at a size: (height, width // 2 + 1)."""
        if size not in self._weights:
            longest = max(self.size.width, self.size.height)
            share = size.width / self.size.width, size.height / self.size.height
            across = torch.fft.rfftfreq(size.width, dtype=torch.float64) * share[0]
            down = torch.fft.fftfreq(size.height, dtype=torch.float64) * share[1]
            cycles = longest * torch.hypot(down.unsqueeze(1), across.unsqueeze(0))
            weights = _STRENGTH * cycles.clamp(min=1) ** -self._power
            if self._highest < 0.5:
                weights *= torch.sigmoid((self._highest - cycles / longest) / _FADING)
            self._weights[size] = weights.to(self._device, torch.float32)
        return self._weights[size]
