"""What a picture is kept from, whatever its prompts: being rough, and leaving its beginning."""

from torch import Tensor


def total_variation(image: Tensor) -> Tensor:
    """Return the mean square difference between neighbours, across and down: (1, 3, h, w) in 0..1 -> ().

    Mahendran and Vedaldi, arXiv 1412.0035, with their exponent at 2, as `tv_loss` in Crowson's notebooks. Theirs pads
    the border; here it has no neighbours outside.
    """
    across, down = image.diff(dim=3), image.diff(dim=2)
    return across.square().mean() + down.square().mean()


def out_of_range(image: Tensor) -> Tensor:
    """Return the mean square of what is beyond -1..1: (1, 3, h, w) -> (). `range_loss` of Crowson's notebooks."""
    return (image - image.clamp(-1, 1)).square().mean()


def glare(image: Tensor) -> Tensor:
    """Return the mean of what is beyond -1..1: (1, 3, h, w) -> (). Disco Diffusion's `sat_scale`."""
    return (image - image.clamp(-1, 1)).abs().mean()


def departure_gradient(latents: Tensor, start: Tensor) -> Tensor:
    """Return the gradient of half the mean square distance from the start, the notebooks' `init_weight` loss."""
    return (latents - start) / latents.numel()


def init_weight_at(step: int, steps: int, weight: float, fade: float) -> float:
    """Return how strongly the start is held on to in a step, from 1: it fades evenly over a part of the steps."""
    return weight * max(0.0, 1 - (step - 1) / (fade * steps)) if fade else weight
