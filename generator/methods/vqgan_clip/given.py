"""The pictures that a VQGAN-CLIP painting starts from or aims for."""

import torch

from generator.models.encoder import Encoder
from generator.models.vqgan import Vqgan
from generator.pictures.inputs import Inputs
from generator.step import Given
from generator.styles.cards import InstalledStyle, NetworkFile
from generator.wire.errors import CannotGoOn, NoCodes
from generator.wire.params import Params


def gather(params: Params, inputs: Inputs, style: InstalledStyle, vqgan: Vqgan) -> Given:
    """Read the pictures that `params` name. Raises MissingInput, UnreadablePicture, NoEncoder, NoCodes, CannotGoOn."""
    size = params.size.padded(vqgan.downsample_factor)
    return Given(
        codes=_codes(params, inputs, style, vqgan),
        image_prompt=inputs.whole(params.image_prompt, size) if params.image_prompt else None,
    )


def _codes(params: Params, inputs: Inputs, style: InstalledStyle, vqgan: Vqgan) -> torch.Tensor | None:
    """Return the codes to start from, (1, h, w), or None."""
    device = vqgan.codebook.device
    card = style.card.network(params.method)
    assert card is not None  # the VQGAN was loaded from there
    if params.init_image:
        picture = inputs.filling(params.init_image, params.size.padded(vqgan.downsample_factor)).to(device)
        # The encoder is only loaded for this, and is freed when this returns.
        encoder = Encoder.load(style.checked(card), card.architecture, str(device))
        return encoder.codes(picture, vqgan)
    if params.continue_from:
        return _continued_codes(params, inputs, card, vqgan).unsqueeze(0).to(device)
    return None


def _continued_codes(params: Params, inputs: Inputs, card: NetworkFile, vqgan: Vqgan) -> torch.Tensor:
    """Return the codes of the picture to continue from: (h, w). They come from outside, so they are validated."""
    assert params.continue_from is not None
    recipe, codes = inputs.painted(params.continue_from)
    if card.sha256 not in recipe.weights.values():
        raise CannotGoOn("continue-other-style", style=recipe.params.style)
    if recipe.params.painted.size != params.size:
        raise CannotGoOn("continue-other-size", size=str(recipe.params.size))
    size = params.size.padded(vqgan.downsample_factor)
    grid = (size.height // vqgan.downsample_factor, size.width // vqgan.downsample_factor)
    if tuple(codes.shape) != grid or codes.min() < 0 or codes.max() >= len(vqgan.codebook):
        raise NoCodes
    return codes
