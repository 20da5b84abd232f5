"""The encoder of a VQGAN's first stage. Painting needs it only to start from a picture."""

import contextlib
import io
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from taming.modules.diffusionmodules.model import Encoder as TamingEncoder
from torch import Tensor, nn

from generator.models.vqgan import Vqgan
from generator.wire.errors import NoEncoder

_ENCODES_WITH = ("encoder.", "quant_conv.", "quantize.proj.")


class Encoder(nn.Module):
    """Encodes a picture as indices into the codebook (Esser et al., "Taming Transformers", arXiv 2012.09841)."""

    def __init__(self, architecture: dict[str, Any], chooses: bool) -> None:
        """`chooses` is true for a Gumbel VQGAN, which predicts a code instead of a vector near one."""
        super().__init__()
        arguments = dict(architecture)
        embed_dim, n_embed = arguments.pop("embed_dim"), arguments.pop("n_embed")
        with contextlib.redirect_stdout(io.StringIO()):  # taming prints as it builds
            self.encoder = TamingEncoder(**{"double_z": False, **arguments})  # a VQGAN has one value per latent
        self.quant_conv = nn.Conv2d(arguments["z_channels"], embed_dim, 1)
        self.quantize = nn.ModuleDict({"proj": nn.Conv2d(arguments["z_channels"], n_embed, 1)} if chooses else {})

    @classmethod
    def load(cls, path: Path, architecture: dict[str, Any], device: str) -> "Encoder":
        """Load the encoder from a safetensors file with the keys of taming's VQModel or GumbelVQ, frozen, in float32.

        Raises NoEncoder.
        """
        with safe_open(path, "pt", device=device) as stream:
            names = [name for name in stream.keys() if name.startswith(_ENCODES_WITH)]  # noqa: SIM118 - not a dict
            found = {name: stream.get_tensor(name).float() for name in names}
        if not found:
            raise NoEncoder
        with torch.device("meta"):
            model = cls(architecture, "quantize.proj.weight" in found)
        model.load_state_dict(found, assign=True)
        return model.eval().requires_grad_(False)

    @torch.no_grad()
    def codes(self, picture: Tensor, vqgan: Vqgan) -> Tensor:
        """Return the picture's codes: (1, 3, h * factor, w * factor) in 0..1 -> (1, h, w)."""
        latents = self.quant_conv(self.encoder(picture * 2 - 1))
        if "proj" in self.quantize:
            chosen: Tensor = self.quantize["proj"](latents).argmax(1)
            return chosen
        return vqgan.nearest(latents)
