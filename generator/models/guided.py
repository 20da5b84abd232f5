"""guided-diffusion, all that is used of it: imported here alone, so that nobody reads what its checkpoint warns of.

It defines that with a decorator which torch has since renamed.
"""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "`torch.cuda.amp.custom_", FutureWarning)
    from guided_diffusion.respace import SpacedDiffusion
    from guided_diffusion.script_util import create_gaussian_diffusion, create_model
    from guided_diffusion.unet import AttentionBlock, ResBlock, UNetModel

__all__ = [
    "AttentionBlock",
    "ResBlock",
    "SpacedDiffusion",
    "UNetModel",
    "create_gaussian_diffusion",
    "create_model",
]
