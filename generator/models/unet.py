"""The U-Net of guided-diffusion, which predicts the noise in a noisy picture.

It is wrapped, never forked: the class, its names and its checkpointing are the package's own. Method: Dhariwal and
Nichol, "Diffusion Models Beat GANs on Image Synthesis", arXiv 2105.05233.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.guided import AttentionBlock, ResBlock, UNetModel, create_model
from generator.models.schedule import Process, schedule
from generator.wire.plan import Keep, Precision

Architecture = Mapping[str, Any]
OF_PROCESS = ("diffusion_steps", "noise_schedule", "predict_xstart", "rescale_timesteps")
"""The arguments of `Process` that an architecture may hold; `learn_sigma` is seen by the network's last layer."""


class UNet(nn.Module):
    """Predicts the noise in pictures and its variance, given timesteps of its `process` and, if it has any, classes.

    Two additions to the published models make small ones quick to train. `patch` by `patch` pixels become the channels
    of one, which lowers the highest resolution, where a U-Net spends most of its time (Hoogeboom et al., "simple
    diffusion", 2023). And the output can be a `velocity`, from which the noise is exact even where a picture is almost
    pure noise (Salimans and Ho, "Progressive Distillation for Fast Sampling of Diffusion Models", 2022).
    """

    def __init__(self, architecture: Architecture) -> None:
        """Build it untrained. `architecture` holds create_model's arguments, or UNetModel's plus the two additions.

        It may also hold those of its `Process` that are not the published models'.
        """
        super().__init__()
        arguments = dict(architecture)
        self.patch: int = arguments.pop("patch", 1)
        self.velocity: bool = arguments.pop("velocity", False)
        process = {name: arguments.pop(name) for name in OF_PROCESS if name in arguments}
        published = "num_channels" in arguments
        self.model: UNetModel = create_model(**arguments) if published else UNetModel(**arguments)
        self.process = Process(**process, learn_sigma=self.model.out_channels == 2 * self.model.in_channels)
        self.num_classes: int | None = self.model.num_classes
        self.trained_at: int = arguments["image_size"] * self.patch

    @classmethod
    def load(cls, path: Path, architecture: Architecture, device: str, precision: Precision = "float32") -> "UNet":
        """Load a safetensors file with the keys of guided-diffusion's UNetModel, frozen.

        `precision` applies to the convolutions, as in the package's `convert_to_fp16`; the rest stays in float32.
        """
        with torch.device("meta"):
            unet = cls(architecture)
        tensors = load_file(path, device=device)
        unet.model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
        return unet.eval().requires_grad_(False).lowered(precision)

    def lowered(self, precision: Precision) -> "UNet":
        """Convert the convolutions to `precision`, in place."""
        self.model.dtype = getattr(torch, precision)
        for blocks in (self.model.input_blocks, self.model.middle_block, self.model.output_blocks):
            for module in blocks.modules():
                if isinstance(module, nn.Conv1d | nn.Conv2d):
                    for tensor in module.parameters():
                        tensor.data = tensor.data.to(self.model.dtype)
        return self

    @property
    def bytes(self) -> int:
        """The memory that its weights take."""
        return sum(tensor.nbytes for tensor in self.parameters())

    def keep(self, keep: Keep) -> None:
        """Choose what is kept for the backward pass: everything, or each block's input, from which it is recomputed."""
        for module in self.model.modules():
            if isinstance(module, ResBlock | AttentionBlock):
                module.use_checkpoint = keep == "blocks"

    def forward(self, x: Tensor, timesteps: Tensor, y: Tensor | None = None) -> Tensor:
        """Return the noise and then the variance, (n, 6, h, w), of `x` (n, 3, h, w); `timesteps` and `y` are (n,).

        The noise alone, (n, 3, h, w), if the process does not learn the variance; the picture itself in place of the
        noise if the process predicts that.
        """
        seen: Tensor = self.model(F.pixel_unshuffle(x, self.patch), timesteps, y)
        seen = F.pixel_shuffle(seen, self.patch)
        if not self.velocity:
            return seen
        velocity, variance = seen.float().chunk(2, 1)
        signal = _SIGNAL.to(x.device)[timesteps].view(-1, 1, 1, 1)
        return torch.cat([(1 - signal).sqrt() * x + signal.sqrt() * velocity, variance], 1)


_SIGNAL = torch.from_numpy(schedule().alphas_cumprod).float()  # the signal's share of the variance: (TIMESTEPS,)
