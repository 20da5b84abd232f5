"""The U-Net of guided-diffusion: what in a noisy picture is noise.

Wrapped, never forked: the class, its names and its checkpointing are the package's own. Method: Dhariwal and Nichol,
"Diffusion Models Beat GANs on Image Synthesis", arXiv 2105.05233.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.guided import (
    AttentionBlock,
    ResBlock,
    SpacedDiffusion,
    UNetModel,
    create_gaussian_diffusion,
    create_model,
)
from generator.wire.params import TIMESTEPS
from generator.wire.plan import Keep, Precision

Architecture = Mapping[str, Any]
Schedule: TypeAlias = SpacedDiffusion


class UNet(nn.Module):
    """Noise and its variance in pictures, by steps of the model's own schedule, and by class where it knows any.

    Two things that the published models do not have make small ones quick to train. `patch` pixels along a side go in
    as channels of one, so that the highest resolution, where a U-Net spends most, is coarser (Hoogeboom et al., "simple
    diffusion", 2023). And what comes out can be a `velocity`, from which the noise is exact where there is next to
    nothing else (Salimans and Ho, "Progressive Distillation for Fast Sampling of Diffusion Models", 2022).
    """

    def __init__(self, architecture: Architecture) -> None:
        """Build it untrained. `architecture` holds create_model's arguments, or UNetModel's with the two of our own."""
        super().__init__()
        arguments = dict(architecture)
        self.patch: int = arguments.pop("patch", 1)
        self.velocity: bool = arguments.pop("velocity", False)
        published = "num_channels" in arguments
        self.model: UNetModel = create_model(**arguments) if published else UNetModel(**arguments)
        self.num_classes: int | None = self.model.num_classes
        self.trained_at: int = arguments["image_size"] * self.patch

    @classmethod
    def load(cls, path: Path, architecture: Architecture, device: str, precision: Precision = "float32") -> "UNet":
        """Load a safetensors file in the key layout of guided-diffusion's UNetModel, frozen.

        `precision` is that of the convolutions, as in the package's own `convert_to_fp16`: the rest stays in float32.
        """
        with torch.device("meta"):
            unet = cls(architecture)
        tensors = load_file(path, device=device)
        unet.model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
        return unet.eval().requires_grad_(False).lowered(precision)

    def lowered(self, precision: Precision) -> "UNet":
        """Bring the convolutions to `precision`, in place."""
        self.model.dtype = getattr(torch, precision)
        for blocks in (self.model.input_blocks, self.model.middle_block, self.model.output_blocks):
            for module in blocks.modules():
                if isinstance(module, nn.Conv1d | nn.Conv2d):
                    for tensor in module.parameters():
                        tensor.data = tensor.data.to(self.model.dtype)
        return self

    @property
    def bytes(self) -> int:
        """How much memory its weights take."""
        return sum(tensor.nbytes for tensor in self.parameters())

    def keep(self, keep: Keep) -> None:
        """Say what is kept for the way back: everything, or the input of each block, which is then made again."""
        for module in self.model.modules():
            if isinstance(module, ResBlock | AttentionBlock):
                module.use_checkpoint = keep == "blocks"

    def forward(self, x: Tensor, timesteps: Tensor, y: Tensor | None = None) -> Tensor:
        """Return (n, 6, h, w), the noise and then the variance, of `x` (n, 3, h, w); `timesteps` and `y` are (n,)."""
        seen: Tensor = self.model(F.pixel_unshuffle(x, self.patch), timesteps, y)
        seen = F.pixel_shuffle(seen, self.patch)
        if not self.velocity:
            return seen
        velocity, variance = seen.float().chunk(2, 1)
        signal = _SIGNAL.to(x.device)[timesteps].view(-1, 1, 1, 1)
        return torch.cat([(1 - signal).sqrt() * x + signal.sqrt() * velocity, variance], 1)


def schedule(steps: int = TIMESTEPS, timestep_respacing: str = "even") -> Schedule:
    """Return the published models' schedule of noise, or so many of its steps: those that the respacing says."""
    respacing = {"even": str(steps), "ddim": f"ddim{steps}"}.get(timestep_respacing, timestep_respacing)
    return create_gaussian_diffusion(steps=TIMESTEPS, learn_sigma=True, timestep_respacing=respacing)


_SIGNAL = torch.from_numpy(schedule().alphas_cumprod).float()  # the share of each timestep's variance: (TIMESTEPS,)
