"""The pictures that a painting by diffusion starts from or aims for."""

from generator.pictures.inputs import Inputs
from generator.step import Given
from generator.wire.params import Params


def gather(params: Params, inputs: Inputs, downsample_factor: int) -> Given:
    """Read the pictures that `params` name. Raises MissingInput, UnreadablePicture."""
    size = params.size.padded(downsample_factor)
    return Given(
        init_image=inputs.filling(params.init_image, size) if params.init_image else None,
        image_prompt=inputs.whole(params.image_prompt, size) if params.image_prompt else None,
    )
