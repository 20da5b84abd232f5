"""The toy's VQGAN: taming's own encoder, decoder and quantizer, with the key layout of taming's VQModel.

A picture becomes 8 x 8 tokens, and a decoder with attention at its lowest resolution turns them back into a picture.
With so few tokens the codebook is a prior over scenes: it keeps a painter that moves its latents towards a text inside
the toy world. Method: Esser et al., "Taming Transformers for High-Resolution Image Synthesis", 2021, without the
discriminator.
"""

import contextlib
import io
from dataclasses import asdict, dataclass
from typing import Any

import torch
from taming.modules.diffusionmodules.model import Decoder, Encoder
from taming.modules.vqvae.quantize import VectorQuantizer2
from torch import Tensor, nn


@dataclass(frozen=True)
class Architecture:
    """The keyword arguments of taming's Encoder and Decoder, with the codebook's size and width.

    Codes of few dimensions have close neighbours, so a painter's small step can reach another code
    (Yu et al., "Vector-quantized Image Modeling with Improved VQGAN", 2022).
    """

    embed_dim: int = 8
    n_embed: int = 256
    z_channels: int = 64
    resolution: int = 64
    in_channels: int = 3
    out_ch: int = 3
    ch: int = 64
    ch_mult: tuple[int, ...] = (1, 1, 2, 2)
    num_res_blocks: int = 1
    attn_resolutions: tuple[int, ...] = (8,)
    dropout: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, for the style card."""
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items()}

    @property
    def downsample_factor(self) -> int:
        """Return the side of a token in pixels."""
        return int(2 ** (len(self.ch_mult) - 1))


class Vqgan(nn.Module):
    """Turns pictures (n, 3, h, w) in [-1, 1] into tokens and back; h and w are multiples of the downsample factor."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        a = self.architecture = architecture
        with contextlib.redirect_stdout(io.StringIO()):  # taming prints its latent shape
            self.encoder = Encoder(double_z=False, **asdict(a))
            self.decoder = Decoder(**asdict(a))
        self.quantize = VectorQuantizer2(a.n_embed, a.embed_dim, beta=0.25, legacy=False, sane_index_shape=True)
        self.quant_conv = nn.Conv2d(a.z_channels, a.embed_dim, 1)
        self.post_quant_conv = nn.Conv2d(a.embed_dim, a.z_channels, 1)

    def encode(self, images: Tensor) -> Tensor:
        """Return latents before quantization, (n, embed_dim, h / factor, w / factor)."""
        latents: Tensor = self.quant_conv(self.encoder(images))
        return latents

    def decode(self, quantized: Tensor) -> Tensor:
        """Return pictures of latents (n, embed_dim, h', w'); values may lie slightly outside [-1, 1]."""
        images: Tensor = self.decoder(self.post_quant_conv(quantized))
        return images

    def nearest(self, latents: Tensor) -> Tensor:
        """Return the numbers (n, h', w') of the codes nearest to latents (n, embed_dim, h', w')."""
        flat = latents.permute(0, 2, 3, 1).flatten(0, 2)
        return torch.cdist(flat, self.quantize.embedding.weight).argmin(1).view(len(latents), *latents.shape[2:])

    def codes(self, indices: Tensor) -> Tensor:
        """Return quantized latents (n, embed_dim, h', w') of code numbers (n, h', w')."""
        found: Tensor = self.quantize.embedding(indices)
        return found.permute(0, 3, 1, 2).contiguous()


def autocast() -> torch.autocast:
    """Return a context with bfloat16 where it is safe: four times the pictures a second on a CPU that has it."""
    return torch.autocast("cpu", torch.bfloat16)
