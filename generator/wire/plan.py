"""How a job is painted: with how much memory, and how precisely.

A plan is fixed when a job first starts and belongs to its recipe: the same plan paints the same bytes.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Keep = Literal["everything", "convolutions", "blocks", "levels", "nothing"]
Precision = Literal["float32", "bfloat16", "float16"]


class Device(BaseModel):
    """Where the generator paints.

    `gflops` is measured when it starts; `bf16` says whether it multiplies bfloat16 in hardware; `note` is what an admin
    should know.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["cpu", "cuda"]
    name: str
    threads: int
    gflops: float
    bf16: bool = False
    note: str | None = None


class Plan(BaseModel):
    """How a job is painted: one rung of a ladder from much memory to little.

    The defaults are the published step in float32, which painted all jobs that are older than the other rungs.
    `keep` says what the decoder or U-Net keeps for the backward pass: `everything`, as autograd does; one tensor for
    each convolution; one for each block, whose inside is computed again; or those of the levels below full resolution
    alone. These paint the same picture, and so do cutouts taken `cutouts_at_once`: the image is the same to the last
    bit, its gradient to within 1e-5. With `nothing` there is no backward pass through a U-Net, and the gradient is a
    guess. A precision below the published one (float32, and float16 for a U-Net on a card) changes the result, too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "plain"
    device: Literal["cpu", "cuda"]
    threads: int
    keep: Keep = "everything"
    cutouts_at_once: int | None = None
    decoder: Precision = "float32"
    perceptor: Precision = "float32"


# Recipes and rows keep the name that a plan had when they were made.
_FORMER_NAMES = {"exact": "frugal", "fast": "quick"}


def current_name(name: str) -> str:
    """Return what a plan that is named so in an old recipe is called today."""
    return _FORMER_NAMES.get(name, name)
