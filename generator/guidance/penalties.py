"""Penalties that do not depend on the prompts: on roughness, on overshooting, and on departing from the start."""

from torch import Tensor


def total_variation(image: Tensor) -> Tensor:
    """Return the mean square difference between neighbours, across and down: (1, 3, h, w) in 0..1 -> ().

    Mahendran and Vedaldi, arXiv 1412.0035, with exponent 2, like `tv_loss` in Crowson's notebooks, but without padding
    the border.
    """
    across, down = image.diff(dim=3), image.diff(dim=2)
    return across.square().mean() + down.square().mean()


def out_of_range(image: Tensor) -> Tensor:
    """Return the mean square of the excess beyond -1..1: (1, 3, h, w) -> (). `range_loss` in Crowson's notebooks."""
    return (image - image.clamp(-1, 1)).square().mean()


def glare(image: Tensor) -> Tensor:
    """Return the mean of the excess beyond -1..1: (1, 3, h, w) -> (). Disco Diffusion's `sat_scale`."""
    return (image - image.clamp(-1, 1)).abs().mean()


def departure_gradient(latents: Tensor, start: Tensor) -> Tensor:
    """Return the gradient of half the mean square distance from the start: the notebooks' `init_weight` loss."""
    return (latents - start) / latents.numel()


def init_weight_at(step: int, steps: int, weight: float, fade: float) -> float:
    """Return the init weight at a step, counted from 1. It fades linearly over the fraction `fade` of the steps."""
    return weight * max(0.0, 1 - (step - 1) / (fade * steps)) if fade else weight
