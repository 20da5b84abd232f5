"""What a painting is made from besides words: the pictures that its params name, made ready for its method."""

import torch

from generator.errors import GeneratorError
from generator.models.encoder import Encoder
from generator.models.vqgan import Vqgan
from generator.pictures.images import NoCodes
from generator.pictures.inputs import Inputs
from generator.step import Given
from generator.styles.cards import Style
from generator.wire.params import Params
from generator.wire.plan import painted_size


class CannotGoOn(GeneratorError):
    """A picture can be gone on from with its own style and size only."""


def gather_pictures(params: Params, inputs: Inputs, downsample_factor: int) -> Given:
    """Read the pictures that `params` name, for diffusion. Raises MissingInput, UnreadablePicture."""
    size = painted_size(params.size, downsample_factor)
    return Given(
        init_image=inputs.filling(params.init_image, size) if params.init_image else None,
        image_prompt=inputs.whole(params.image_prompt, size) if params.image_prompt else None,
    )


def gather(params: Params, inputs: Inputs, style: Style, vqgan: Vqgan) -> Given:
    """Read the pictures that `params` name. Raises MissingInput, UnreadablePicture, NoEncoder, NoCodes, CannotGoOn."""
    size = painted_size(params.size, vqgan.downsample_factor)
    return Given(
        codes=_codes(params, inputs, style, vqgan),
        image_prompt=inputs.whole(params.image_prompt, size) if params.image_prompt else None,
    )


def _codes(params: Params, inputs: Inputs, style: Style, vqgan: Vqgan) -> torch.Tensor | None:
    """Return the codes to begin from: (1, h, w)."""
    size = painted_size(params.size, vqgan.downsample_factor)
    device = vqgan.codebook.device
    if params.init_image:
        picture = inputs.filling(params.init_image, size).to(device)
        # The encoder is loaded for this, and off the device again when this returns.
        card = style.card.vqgan
        assert card is not None  # it was loaded from there
        encoder = Encoder.load(style.checked(card), card.architecture, str(device))
        return encoder.codes(picture, vqgan)
    if params.continue_from:
        return _left_by_another(params, inputs, style, vqgan).unsqueeze(0).to(device)
    return None


def _left_by_another(params: Params, inputs: Inputs, style: Style, vqgan: Vqgan) -> torch.Tensor:
    """Return the codes of the picture to go on from: (h, w). What others wrote into a file is not trusted."""
    assert params.continue_from is not None
    recipe, codes = inputs.painted(params.continue_from)
    if style.card.painter("vqgan_clip").sha256 not in recipe.weights.values():
        raise CannotGoOn(f"continue_from: that picture was painted with the style {recipe.params.style}; use it too.")
    if recipe.params.size != params.size:
        raise CannotGoOn(f"continue_from: that picture is {recipe.params.size}; ask for the same size.")
    size = painted_size(params.size, vqgan.downsample_factor)
    grid = (size.height // vqgan.downsample_factor, size.width // vqgan.downsample_factor)
    if tuple(codes.shape) != grid or codes.min() < 0 or codes.max() >= len(vqgan.codebook):
        raise NoCodes
    return codes
