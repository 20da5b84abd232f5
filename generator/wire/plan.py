"""How a job is painted: how much memory it may use, and how precise it is.

The plan is chosen when a job first starts and becomes part of its recipe: the same plan paints the same bytes.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from words.sentence import Sentence

Keep = Literal["everything", "convolutions", "blocks", "levels", "nothing"]
Precision = Literal["float32", "bfloat16", "float16"]


class Device(BaseModel):
    """The device that the generator paints on.

    `gflops` is measured at the start, `bf16` says whether the hardware multiplies bfloat16, and `note` is for an admin.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["cpu", "cuda"]
    name: str
    threads: int
    gflops: float
    bf16: bool = False
    note: Sentence | None = None


class Plan(BaseModel):
    """How a job is painted: one rung of a ladder from much memory to little.

    The defaults are the published step in float32, which painted all jobs from before there were other rungs.

    `keep` says what the decoder or U-Net keeps for the backward pass:

    - `everything`: all that autograd keeps.
    - `convolutions`: one tensor per convolution.
    - `blocks`: one tensor per block; the rest of the block is recomputed.
    - `levels`: one tensor per block, but only below full resolution.
    - `nothing`: there is no backward pass through the U-Net, and its gradient is approximated.

    All but the last paint the same picture, and so does any number of `cutouts_at_once`: the image is the same to the
    last bit, and its gradient to within 1e-5. A precision below the published one (float32, or float16 for a U-Net on a
    GPU) does change the picture.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "plain"
    device: Literal["cpu", "cuda"]
    threads: int
    keep: Keep = "everything"
    cutouts_at_once: int | None = None
    decoder: Precision = "float32"
    perceptor: Precision = "float32"


# Recipes and rows keep the plan's name from when they were written.
_FORMER_NAMES = {"exact": "frugal", "fast": "quick"}


def current_name(name: str) -> str:
    """Return today's name of a plan that an old recipe names."""
    return _FORMER_NAMES.get(name, name)
