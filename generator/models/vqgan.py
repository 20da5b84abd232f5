"""The first stage of a VQGAN: its codebook and decoder, wrapping taming-transformers' modules."""

import contextlib
import io
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from taming.modules.diffusionmodules.model import Decoder
from torch import Tensor, nn

from generator.models.lean.decoder import LeanDecoder
from generator.models.precision import move
from generator.wire.plan import Keep, Precision

_PAINTS_WITH = ("decoder.", "post_quant_conv.", "quantize.embedding.")
_GUMBEL = "quantize.embed."  # the name of a GumbelVQ's codebook


class Vqgan(nn.Module):
    """Decodes a grid of codebook vectors into a picture (Esser et al., "Taming Transformers", arXiv 2012.09841)."""

    def __init__(self, architecture: dict[str, Any]) -> None:
        super().__init__()
        arguments = dict(architecture)
        embed_dim, n_embed = arguments.pop("embed_dim"), arguments.pop("n_embed")
        self.downsample_factor = int(2 ** (len(arguments["ch_mult"]) - 1))
        with contextlib.redirect_stdout(io.StringIO()):  # taming prints the shape of its latents
            self.decoder = Decoder(**arguments)
        self.post_quant_conv = nn.Conv2d(embed_dim, arguments["z_channels"], 1)
        self.quantize = nn.ModuleDict({"embedding": nn.Embedding(n_embed, embed_dim)})

    @classmethod
    def load(cls, path: Path, architecture: dict[str, Any], device: str, precision: Precision = "float32") -> "Vqgan":
        """Load a safetensors file with the keys of taming's VQModel or GumbelVQ, frozen.

        `precision` applies to the decoder's convolutions; norms and codebook stay in float32.
        """
        tensors = load_file(path, device=device)
        tensors = {name.replace(_GUMBEL, "quantize.embedding."): tensor for name, tensor in tensors.items()}
        with torch.device("meta"):
            model = cls(architecture)
        model.load_state_dict(
            {name: tensor.float() for name, tensor in tensors.items() if name.startswith(_PAINTS_WITH)}, assign=True
        )
        move(model, device, precision)
        return model.eval().requires_grad_(False)

    @property
    def bytes(self) -> int:
        """The memory that its weights take."""
        return sum(tensor.nbytes for tensor in self.parameters())

    @property
    def codebook(self) -> Tensor:
        """The vectors that latents are quantized to: (n_embed, embed_dim)."""
        weight = self.quantize["embedding"].weight
        assert isinstance(weight, Tensor)
        return weight

    def nearest(self, latents: Tensor) -> Tensor:
        """Return the indices of the nearest codebook vectors: (1, embed_dim, h, w) -> (1, h, w)."""
        flat = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])  # (h w, embed_dim)
        distances = flat.square().sum(1, keepdim=True) - 2 * flat @ self.codebook.T + self.codebook.square().sum(1)
        return distances.argmin(1).view(latents.shape[0], *latents.shape[2:])

    def look_up(self, indices: Tensor) -> Tensor:
        """Return the codebook vectors at `indices`: (1, h, w) -> (1, embed_dim, h, w)."""
        return self.codebook[indices].permute(0, 3, 1, 2).contiguous()

    def decode(self, quantized: Tensor, keep: Keep = "everything") -> Tensor:
        """Return the picture in 0..1: (1, embed_dim, h, w) -> (1, 3, h * factor, w * factor).

        `keep` says what is kept for the backward pass. It does not change the picture.
        """
        if keep == "everything":
            picture: Tensor = self.decoder(self.post_quant_conv(quantized))
        else:
            lean = LeanDecoder(self.post_quant_conv, self.decoder)
            picture = lean.decode(quantized.to(self.post_quant_conv.weight.dtype), keep).float()
        return (picture + 1) / 2
