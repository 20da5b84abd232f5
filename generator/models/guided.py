"""The parts of guided-diffusion that Easel uses, imported only here to silence a warning.

The package defines its checkpointing with a decorator that torch has since renamed.
"""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "`torch.cuda.amp.custom_", FutureWarning)
    from guided_diffusion.gaussian_diffusion import LossType, ModelMeanType, ModelVarType, get_named_beta_schedule
    from guided_diffusion.respace import SpacedDiffusion, space_timesteps
    from guided_diffusion.script_util import create_gaussian_diffusion, create_model
    from guided_diffusion.unet import AttentionBlock, ResBlock, UNetModel

__all__ = [
    "AttentionBlock",
    "LossType",
    "ModelMeanType",
    "ModelVarType",
    "ResBlock",
    "SpacedDiffusion",
    "UNetModel",
    "create_gaussian_diffusion",
    "create_model",
    "get_named_beta_schedule",
    "space_timesteps",
]
