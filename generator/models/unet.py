"""The U-Net of guided-diffusion: what in a noisy picture is noise.

Wrapped, never forked: the class, its names and its checkpointing are the package's own. Method: Dhariwal and Nichol,
"Diffusion Models Beat GANs on Image Synthesis", 2021.
"""

import warnings
from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn
from torch.nn import functional as F

with warnings.catch_warnings():
    # Of guided-diffusion's own checkpoint, which nothing here uses.
    warnings.filterwarnings("ignore", "`torch.cuda.amp.custom_", FutureWarning)
    from guided_diffusion.respace import SpacedDiffusion
    from guided_diffusion.script_util import create_gaussian_diffusion, create_model
    from guided_diffusion.unet import UNetModel

STEPS = 1000  # of noise, that the published models were trained with

Architecture = Mapping[str, Any]


class UNet(nn.Module):
    """Noise and its variance in pictures, by steps of the model's own schedule, and by class where it knows any.

    `patch` pixels along a side go in as channels of one, so that the highest resolution, where a U-Net spends most, is
    coarser (Hoogeboom et al., "simple diffusion", 2023); the published models have 1.
    """

    def __init__(self, architecture: Architecture) -> None:
        """Build it untrained. `architecture` holds create_model's arguments, or those of UNetModel with `patch`."""
        super().__init__()
        arguments = dict(architecture)
        self.patch: int = arguments.pop("patch", 1)
        published = "num_channels" in arguments
        self.model: UNetModel = create_model(**arguments) if published else UNetModel(**arguments)

    def forward(self, x: Tensor, timesteps: Tensor, y: Tensor | None = None) -> Tensor:
        """Return (n, 6, h, w), the noise and then the variance, of `x` (n, 3, h, w); `timesteps` and `y` are (n,)."""
        seen: Tensor = self.model(F.pixel_unshuffle(x, self.patch), timesteps, y)
        return F.pixel_shuffle(seen, self.patch)


def schedule(timestep_respacing: str = "") -> SpacedDiffusion:
    """Return the published models' schedule of noise, 1000 steps or as many of them as are asked for."""
    return create_gaussian_diffusion(steps=STEPS, learn_sigma=True, timestep_respacing=timestep_respacing)
