"""The diffusion process that a U-Net is trained for: the noise at each timestep, and which timesteps are painted."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from generator.models.guided import (
    LossType,
    ModelMeanType,
    ModelVarType,
    SpacedDiffusion,
    get_named_beta_schedule,
    space_timesteps,
)
from generator.wire.errors import TooManySteps
from generator.wire.params import TIMESTEPS

Schedule: TypeAlias = SpacedDiffusion

# A picture with less signal than this, as the logarithm of signal over noise, cannot be predicted from its noise: the
# error is divided by the signal. The cosine schedule ends far below, the linear one at -5.06. The value is that of the
# authors of DPM-Solver (`clipped_lambda` in their dpm_solver_pytorch.py).
_LEAST_SIGNAL = -5.1


@dataclass(frozen=True)
class Process:
    """The arguments of guided-diffusion's create_gaussian_diffusion that a U-Net was trained with.

    `diffusion_steps` is a multiple of TIMESTEPS, so that whatever divides these divides it. Without `learn_sigma` a
    step's variance is the largest possible one, as in the package's programs.
    """

    diffusion_steps: int = TIMESTEPS
    noise_schedule: str = "linear"
    predict_xstart: bool = False
    rescale_timesteps: bool = False
    learn_sigma: bool = True


def schedule(steps: int = TIMESTEPS, timestep_respacing: str = "even", process: Process | None = None) -> Schedule:
    """Return a process (None: the published models') reduced to `steps` timesteps, chosen by the respacing.

    Raises TooManySteps if it has fewer timesteps in which there is a picture to see.
    """
    process = process or Process()
    betas = get_named_beta_schedule(process.noise_schedule, process.diffusion_steps)
    respacing = {"even": str(steps), "ddim": f"ddim{steps}"}.get(timestep_respacing, timestep_respacing)
    timesteps = sorted(space_timesteps(process.diffusion_steps, respacing))
    mean = ModelMeanType.START_X if process.predict_xstart else ModelMeanType.EPSILON
    return SpacedDiffusion(
        use_timesteps=_seen(timesteps, betas),
        betas=betas,
        model_mean_type=mean,
        model_var_type=ModelVarType.LEARNED_RANGE if process.learn_sigma else ModelVarType.FIXED_LARGE,
        loss_type=LossType.MSE,
        rescale_timesteps=process.rescale_timesteps,
    )


def _seen(timesteps: list[int], betas: "np.typing.NDArray[np.float64]") -> set[int]:
    """Move the timesteps that are almost pure noise down to the last ones that are not."""
    signal = np.cumprod(1 - betas)
    most = int(np.count_nonzero(np.log(signal / (1 - signal)) / 2 >= _LEAST_SIGNAL))
    if len(timesteps) > most:
        raise TooManySteps("schedule-too-many-steps", most=str(most))
    return {min(timestep, most - 1 - back) for back, timestep in enumerate(reversed(timesteps))}
